import { Button } from "@mantine/core";
import { IconLink, IconPlus, IconStack2 } from "@tabler/icons-react";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccessLink } from "../../shared/api/types";
import { number } from "../../shared/format";
import { useCan } from "../../shared/session";
import {
  CalendarDate,
  type Column,
  CopyButton,
  DateTime,
  ListPage,
  type ListState,
  NameCell,
  StateBadge,
  TimeAgo,
  TitleCell,
} from "../../shared/ui";
import { FilterSelect } from "../FilterSelect";
import { useDepartmentOptions } from "../queries";
import { BatchDialog } from "./BatchDialog";
import { STATUS_TONE, STATUSES, TYPES } from "./catalogue";
import { NewLinkDialog } from "./NewLinkDialog";

const FILTERS = ["status", "type", "department_id"] as const;

/** When the link stops working, as far as time decides it. */
function Until({ link }: { link: AccessLink }) {
  return link.scheduled_for ? <DateTime at={link.scheduled_for} /> : <CalendarDate date={link.expires_on} />;
}

function columns(t: TFunction<"manager">): Column<AccessLink>[] {
  return [
    {
      id: "label",
      header: t("links.label"),
      sort: "label",
      cell: (row) => (
        <TitleCell title={row.label || t("links.untitled")} detail={row.url.replace(/^https?:\/\//, "")} />
      ),
    },
    { id: "department", header: t("department"), cell: (row) => <NameCell>{row.department.name}</NameCell> },
    { id: "type", header: t("links.type"), cell: (row) => t(`links.types.${row.type}`) },
    {
      id: "status",
      header: t("status"),
      cell: (row) => <StateBadge tone={STATUS_TONE[row.status]} label={t(`links.statuses.${row.status}`)} />,
    },
    {
      id: "accesses",
      header: t("links.accesses"),
      sort: "access_count",
      align: "right",
      cell: (row) => number(row.access_count),
    },
    { id: "last", header: t("links.lastAccess"), cell: (row) => <TimeAgo at={row.last_access_at} /> },
    { id: "until", header: t("links.until"), cell: (row) => <Until link={row} /> },
    {
      id: "created",
      header: t("links.created"),
      sort: "created_at",
      optional: true,
      cell: (row) => <DateTime at={row.created_at} />,
    },
    { id: "by", header: t("links.createdBy"), optional: true, cell: (row) => row.created_by_name },
    { id: "copy", header: t("links.url"), cell: (row) => <CopyButton compact value={row.url} /> },
  ];
}

function Filters({ state }: { state: ListState }) {
  const { t } = useTranslation("manager");
  const departments = useDepartmentOptions();
  return (
    <>
      <FilterSelect
        state={state}
        name="status"
        label={t("status")}
        options={STATUSES.map((value) => ({ value, label: t(`links.statuses.${value}`) }))}
      />
      <FilterSelect
        state={state}
        name="type"
        label={t("links.type")}
        options={TYPES.map((value) => ({ value, label: t(`links.types.${value}`) }))}
      />
      <FilterSelect state={state} name="department_id" label={t("department")} options={departments} />
    </>
  );
}

/** The addresses that lead clients into the queue. */
export default function LinksPage() {
  const { t } = useTranslation("manager");
  const navigate = useNavigate();
  const { linkId } = useParams({ strict: false }) as { linkId?: string };
  const mayEdit = useCan()("links.edit");
  const [dialog, setDialog] = useState<"one" | "batch" | null>(null);
  const add = mayEdit && (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setDialog("one")}>
      {t("links.new")}
    </Button>
  );
  const batch = mayEdit && (
    <Button variant="default" leftSection={<IconStack2 size={18} />} onClick={() => setDialog("batch")}>
      {t("links.batch")}
    </Button>
  );
  return (
    <ListPage
      path="/api/v1/access-links"
      title={t("pages.accessLinks")}
      description={t("links.about")}
      noun={t("links.noun")}
      columns={columns(t)}
      rowName={(row) => row.label || row.url}
      filterNames={FILTERS}
      filters={(state) => <Filters state={state} />}
      actions={
        <>
          {batch}
          {add}
        </>
      }
      empty={{ icon: IconLink, title: t("links.emptyTitle"), text: t("links.emptyText"), action: add }}
      openRow={(row) => void navigate({ to: `/access-links/${row.id}`, search: (old: object) => old })}
      openedId={linkId}
    >
      <Outlet />
      {dialog === "one" && <NewLinkDialog onClose={() => setDialog(null)} />}
      {dialog === "batch" && <BatchDialog onClose={() => setDialog(null)} />}
    </ListPage>
  );
}
