import { IconBuildingSkyscraper } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Company } from "../shared/api/types";
import { number } from "../shared/format";
import { type Column, DateTime, ListPage, TitleCell } from "../shared/ui";
import { CompanyStatusBadge } from "./CompanyStatusBadge";

function columns(t: TFunction<["superadmin", "shared"]>): Column<Company>[] {
  return [
    {
      id: "name",
      header: t("company.name"),
      sort: "name",
      cell: (row) => <TitleCell title={row.name} detail={row.host} />,
    },
    { id: "plan", header: t("company.plan"), cell: (row) => t(`shared:plan.${row.plan as "free"}`) },
    { id: "status", header: t("company.status"), cell: (row) => <CompanyStatusBadge status={row.status} /> },
    {
      id: "attendants",
      header: t("company.attendants"),
      align: "right",
      cell: (row) => number(row.attendants),
    },
    {
      id: "created",
      header: t("company.created"),
      sort: "created_at",
      cell: (row) => <DateTime at={row.created_at} />,
    },
  ];
}

/** Every company on the platform. */
export default function CompaniesPage() {
  const { t } = useTranslation(["superadmin", "shared"]);
  const navigate = useNavigate();
  return (
    <ListPage
      path="/api/v1/companies"
      title={t("pages.companies")}
      description={t("companies.about")}
      noun={t("companies.noun")}
      columns={columns(t)}
      rowName={(row) => row.name}
      empty={{
        icon: IconBuildingSkyscraper,
        title: t("companies.emptyTitle"),
        text: t("companies.emptyText"),
      }}
      openRow={(row) => void navigate({ to: `/superadmin/companies/${row.id}` })}
    />
  );
}
