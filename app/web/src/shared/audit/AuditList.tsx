import { IconHistory } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../api/schema.gen";
import { type Column, DateTime, ListPage, type ListState, TitleCell } from "../ui";
import { detailOf } from "./detail";

export type AuditEntry = components["schemas"]["AuditEntry"];

interface AuditListProps {
  path: "/api/v1/audit-entries" | "/api/v1/staff-audit-entries";
  about: string;
  filterNames: readonly string[];
  filters: (state: ListState) => ReactNode;
}

function columns(t: TFunction<"audit">): Column<AuditEntry>[] {
  return [
    { id: "at", header: t("when"), sort: "at", width: 190, cell: (row) => <DateTime at={row.at} /> },
    {
      id: "who",
      header: t("who"),
      width: 200,
      cell: (row) => {
        const kind = t(`kind.${row.actor_kind as "person"}`);
        return row.actor_name ? <TitleCell title={row.actor_name} detail={kind} /> : kind;
      },
    },
    {
      id: "what",
      header: t("what"),
      cell: (row) => (
        <TitleCell
          title={t(`actions.${row.action as "company.closed"}`, { defaultValue: row.action })}
          detail={detailOf(row)}
        />
      ),
    },
    { id: "why", header: t("why"), cell: (row) => reasonOf(row) },
  ];
}

/** Given by whoever acted, at the top or with what was set. */
export function reasonOf({ details }: AuditEntry): string {
  const found = details as { reason?: string; after?: { reason?: string } };
  return found.reason ?? found.after?.reason ?? "–";
}

/** An audit log, the latest first. */
export function AuditList({ path, about, filterNames, filters }: AuditListProps) {
  const { t } = useTranslation("audit");
  return (
    <ListPage
      path={path}
      title={t("title")}
      description={about}
      noun={t("noun")}
      columns={columns(t)}
      rowName={(row) => row.action}
      filterNames={filterNames}
      filters={filters}
      empty={{ icon: IconHistory, title: t("emptyTitle"), text: t("emptyText") }}
    />
  );
}
