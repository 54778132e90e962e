import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBuilding, IconPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Department } from "../../shared/api/types";
import { number } from "../../shared/format";
import { useCan } from "../../shared/session";
import { type Column, ListPage, StateBadge, TitleCell } from "../../shared/ui";
import { FilterSelect } from "../FilterSelect";
import { NewDepartmentDialog } from "./NewDepartmentDialog";

const FILTERS = ["active"] as const;

function columns(t: TFunction<"manager">): Column<Department>[] {
  return [
    {
      id: "name",
      header: t("departments.name"),
      sort: "name",
      cell: (row) => <TitleCell title={row.name} detail={row.description} />,
    },
    {
      id: "attendants",
      header: t("departments.attendants"),
      align: "right",
      cell: (row) => number(row.attendants.length),
    },
    {
      id: "strategy",
      header: t("departments.strategy"),
      cell: (row) => t(`departments.strategies.${row.strategy}`),
    },
    {
      id: "size",
      header: t("departments.maxSize"),
      align: "right",
      optional: true,
      cell: (row) => number(row.queue_max_size),
    },
    {
      id: "recording",
      header: t("departments.recording"),
      optional: true,
      cell: (row) => t(`departments.policies.${row.recording_policy}`),
    },
    {
      id: "status",
      header: t("status"),
      cell: (row) => (
        <StateBadge tone={row.active ? "green" : "gray"} label={t(row.active ? "active" : "inactive")} />
      ),
    },
  ];
}

/** The departments of the company, or a supervisor's own. */
export default function DepartmentsPage() {
  const { t } = useTranslation("manager");
  const navigate = useNavigate();
  const mayEdit = useCan()("departments.edit");
  const [opened, dialog] = useDisclosure(false);
  const add = mayEdit && (
    <Button leftSection={<IconPlus size={18} />} onClick={dialog.open}>
      {t("departments.new")}
    </Button>
  );
  return (
    <ListPage
      path="/api/v1/departments"
      title={t("pages.departments")}
      description={t("departments.about")}
      noun={t("departments.noun")}
      columns={columns(t)}
      rowName={(row) => row.name}
      filterNames={FILTERS}
      filters={(state) => (
        <FilterSelect
          state={state}
          name="active"
          label={t("status")}
          options={[
            { value: "true", label: t("active") },
            { value: "false", label: t("inactive") },
          ]}
        />
      )}
      actions={add}
      empty={{
        icon: IconBuilding,
        title: t("departments.emptyTitle"),
        text: t("departments.emptyText"),
        action: add,
      }}
      openRow={(row) => void navigate({ to: `/departments/${row.id}` })}
    >
      {opened && <NewDepartmentDialog onClose={dialog.close} />}
    </ListPage>
  );
}
