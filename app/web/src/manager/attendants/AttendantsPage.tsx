import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Attendant } from "../../shared/api/types";
import { wordList } from "../../shared/format";
import { ROLES, useCan } from "../../shared/session";
import {
  type Column,
  ListPage,
  type ListState,
  NameCell,
  PresenceBadge,
  StateBadge,
  TimeAgo,
  TitleCell,
} from "../../shared/ui";
import { FilterSelect } from "../FilterSelect";
import { useDepartmentOptions } from "../queries";
import { NewAttendantDialog } from "./NewAttendantDialog";
import { accountState } from "./state";

const FILTERS = ["role", "department_id", "active"] as const;

function columns(t: TFunction<["manager", "shared"]>): Column<Attendant>[] {
  return [
    {
      id: "name",
      header: t("attendants.name"),
      sort: "name",
      cell: (row) => <TitleCell title={row.name} detail={row.email} />,
    },
    { id: "role", header: t("attendants.role"), cell: (row) => t(`shared:role.${row.role}`) },
    {
      id: "departments",
      header: t("pages.departments"),
      cell: (row) => (
        <NameCell>{wordList(row.departments.map(({ name }) => name)) || t("shared:dash")}</NameCell>
      ),
    },
    {
      id: "status",
      header: t("status"),
      cell: (row) => {
        const { tone, key } = accountState(row);
        return <StateBadge tone={tone} label={t(`attendants.state.${key}`)} />;
      },
    },
    {
      id: "presence",
      header: t("attendants.presence"),
      optional: true,
      cell: (row) => <PresenceBadge state={row.presence} />,
    },
    { id: "seen", header: t("attendants.lastSeen"), cell: (row) => <TimeAgo at={row.last_seen_at} /> },
  ];
}

function Filters({ state }: { state: ListState }) {
  const { t } = useTranslation(["manager", "shared"]);
  const departments = useDepartmentOptions();
  return (
    <>
      <FilterSelect
        state={state}
        name="role"
        label={t("attendants.role")}
        options={ROLES.map((role) => ({ value: role, label: t(`shared:role.${role}`) }))}
      />
      <FilterSelect state={state} name="department_id" label={t("department")} options={departments} />
      <FilterSelect
        state={state}
        name="active"
        label={t("status")}
        options={[
          { value: "true", label: t("active") },
          { value: "false", label: t("inactive") },
        ]}
      />
    </>
  );
}

/** Everyone with a sign-in: attendants, supervisors, managers and owners. */
export default function AttendantsPage() {
  const { t } = useTranslation(["manager", "shared"]);
  const navigate = useNavigate();
  const { attendantId } = useParams({ strict: false }) as { attendantId?: string };
  const mayEdit = useCan()("people.edit");
  const [opened, dialog] = useDisclosure(false);
  const add = mayEdit && (
    <Button leftSection={<IconPlus size={18} />} onClick={dialog.open}>
      {t("attendants.new")}
    </Button>
  );
  return (
    <ListPage
      path="/api/v1/attendants"
      title={t("pages.attendants")}
      description={t("attendants.about")}
      noun={t("attendants.noun")}
      columns={columns(t)}
      rowName={(row) => row.name}
      filterNames={FILTERS}
      filters={(state) => <Filters state={state} />}
      actions={add}
      empty={{
        icon: IconUsers,
        title: t("attendants.emptyTitle"),
        text: t("attendants.emptyText"),
        action: add,
      }}
      openRow={(row) => void navigate({ to: `/attendants/${row.id}`, search: (old: object) => old })}
      openedId={attendantId}
    >
      <Outlet />
      {opened && <NewAttendantDialog onClose={dialog.close} />}
    </ListPage>
  );
}
