import { DatePickerInput } from "@mantine/dates";
import { IconCalendar, IconPhoneCall } from "@tabler/icons-react";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { CallRow, CallStatus } from "../../shared/api/types";
import { dateFormat } from "../../shared/i18n/dates";
import { useCan, useCompanyZone } from "../../shared/session";
import {
  type Column,
  DateTime,
  Duration,
  ListPage,
  type ListState,
  NameCell,
  TitleCell,
} from "../../shared/ui";
import { FilterSelect } from "../FilterSelect";
import { useAttendantOptions, useDepartmentOptions } from "../queries";
import { StorageFigure } from "../recordings/StorageFigure";
import { CallStatusBadge, STATUSES } from "./CallStatusBadge";
import { callQuery } from "./period";

const FILTERS = ["status", "from", "to", "person_id", "department_id", "recorded"] as const;

function columns(t: TFunction<["manager", "shared"]>): Column<CallRow>[] {
  return [
    {
      id: "client",
      header: t("calls.client"),
      cell: (row) => <TitleCell title={row.client_name} detail={row.protocol} />,
    },
    {
      id: "status",
      header: t("status"),
      cell: (row) => <CallStatusBadge status={row.status as CallStatus} />,
    },
    {
      id: "attendant",
      header: t("calls.attendant"),
      cell: (row) => <NameCell>{row.attendant_name ?? t("shared:dash")}</NameCell>,
    },
    { id: "department", header: t("department"), cell: (row) => <NameCell>{row.department.name}</NameCell> },
    {
      id: "started",
      header: t("calls.started"),
      sort: "created_at",
      cell: (row) => <DateTime at={row.created_at} />,
    },
    {
      id: "duration",
      header: t("calls.duration"),
      align: "right",
      cell: (row) => <Duration seconds={row.duration_seconds} />,
    },
    {
      id: "outcome",
      header: t("calls.outcome"),
      optional: true,
      cell: (row) => (row.outcome ? t(`calls.outcomes.${row.outcome as "converted"}`) : t("shared:dash")),
    },
    { id: "tags", header: t("calls.tags"), optional: true, cell: (row) => row.tags.join(", ") },
  ];
}

function Period({ state }: { state: ListState }) {
  const { t } = useTranslation("manager");
  const { from, to } = state.filters;
  return (
    <DatePickerInput
      type="range"
      aria-label={t("calls.period")}
      placeholder={t("calls.period")}
      leftSection={<IconCalendar size={16} />}
      valueFormat={dateFormat()}
      allowSingleDateInRange
      clearable
      value={[from ?? null, to ?? null]}
      onChange={([first, last]) => state.set({ from: first ?? undefined, to: last ?? undefined })}
      style={{ flex: "0 1 208px" }}
    />
  );
}

function Filters({ state }: { state: ListState }) {
  const { t } = useTranslation(["manager", "recording"]);
  const departments = useDepartmentOptions();
  const attendants = useAttendantOptions();
  const options = STATUSES.map((value) => ({ value, label: t(`calls.statuses.${value}`) }));
  const recorded = [
    { value: "true", label: t("recording:filter.yes") },
    { value: "false", label: t("recording:filter.no") },
  ];
  return (
    <>
      <FilterSelect state={state} name="status" label={t("status")} options={options} />
      <Period state={state} />
      <FilterSelect state={state} name="person_id" label={t("calls.attendant")} options={attendants} />
      <FilterSelect state={state} name="department_id" label={t("department")} options={departments} />
      <FilterSelect state={state} name="recorded" label={t("recording:filter.label")} options={recorded} />
    </>
  );
}

/** Every call, waiting ones and missed ones included. */
export default function CallsPage() {
  const { t } = useTranslation(["manager", "shared"]);
  const navigate = useNavigate();
  const timeZone = useCompanyZone();
  const keepsRecordings = useCan()("recordings.edit");
  const { callId } = useParams({ strict: false }) as { callId?: string };
  return (
    <ListPage
      path="/api/v1/calls"
      title={t("pages.calls")}
      description={t("calls.about")}
      noun={t("calls.noun")}
      actions={keepsRecordings && <StorageFigure />}
      columns={columns(t)}
      rowName={(row) => row.protocol}
      filterNames={FILTERS}
      filters={(state) => <Filters state={state} />}
      toQuery={(filters) => callQuery(filters, timeZone)}
      empty={{ icon: IconPhoneCall, title: t("calls.emptyTitle"), text: t("calls.emptyText") }}
      openRow={(row) => void navigate({ to: `/calls/${row.id}`, search: (old: object) => old })}
      openedId={callId}
    >
      <Outlet />
    </ListPage>
  );
}
