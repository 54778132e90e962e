import { IconBuildingSkyscraper } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../manager/FilterSelect";
import type { Company } from "../shared/api/types";
import { number } from "../shared/format";
import { type Column, DateTime, ListPage, type ListState, TimeAgo, TitleCell } from "../shared/ui";
import { CompanyStateBadge, STATES } from "./CompanyStateBadge";
import { Growth } from "./Growth";
import { NewCompanyButton } from "./NewCompanyDialog";
import { PLANS } from "./plans";
import { UseBar } from "./UseBar";

const FILTERS = ["plan", "state", "use"] as const;
const USES = ["near", "over"] as const;

type Translate = TFunction<["superadmin", "companies", "shared"]>;

function columns(t: Translate): Column<Company>[] {
  return [
    {
      id: "name",
      header: t("company.name"),
      sort: "name",
      cell: (row) => <TitleCell title={row.name} detail={row.host} />,
    },
    {
      id: "plan",
      header: t("company.plan"),
      sort: "plan",
      cell: (row) => t(`shared:plan.${row.plan as "free"}`),
    },
    {
      id: "state",
      header: t("companies:list.state"),
      cell: (row) => <CompanyStateBadge state={row.state} />,
    },
    {
      id: "use",
      header: t("companies:list.use"),
      sort: "use",
      cell: (row) => <UseBar percent={row.use_percent} />,
    },
    {
      id: "attendants",
      header: t("company.attendants"),
      sort: "attendants",
      align: "right",
      cell: (row) => number(row.attendants),
    },
    {
      id: "calls",
      header: t("companies:list.calls"),
      sort: "calls",
      align: "right",
      cell: (row) => number(row.calls),
    },
    {
      id: "lastSignIn",
      header: t("companies:list.lastSignIn"),
      cell: (row) => <TimeAgo at={row.last_signed_in_at} />,
    },
    {
      id: "created",
      header: t("company.created"),
      sort: "created_at",
      cell: (row) => <DateTime at={row.created_at} />,
    },
  ];
}

function Filters({ state }: { state: ListState }) {
  const { t } = useTranslation(["superadmin", "companies", "shared"]);
  const plans = PLANS.map((value) => ({ value, label: t(`shared:plan.${value}`) }));
  const states = STATES.map((value) => ({ value, label: t(`companies:states.${value}`) }));
  const uses = USES.map((value) => ({ value, label: t(`companies:list.${value}`) }));
  return (
    <>
      <FilterSelect state={state} name="plan" label={t("company.plan")} options={plans} />
      <FilterSelect state={state} name="state" label={t("companies:list.state")} options={states} />
      <FilterSelect state={state} name="use" label={t("companies:list.use")} options={uses} />
    </>
  );
}

/** Every company on the platform, below what they are together. */
export default function CompaniesPage() {
  const { t } = useTranslation(["superadmin", "companies", "shared"]);
  const navigate = useNavigate();
  return (
    <ListPage
      path="/api/v1/companies"
      title={t("pages.companies")}
      noun={t("companies.noun")}
      actions={<NewCompanyButton />}
      summary={<Growth />}
      columns={columns(t)}
      filterNames={FILTERS}
      filters={(state) => <Filters state={state} />}
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
