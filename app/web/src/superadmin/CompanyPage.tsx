import { Anchor, Button } from "@mantine/core";
import { IconArrowLeft, IconBuildingOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../shared/api/client";
import { isProblem } from "../shared/api/problem";
import { ErrorState, PageHeader, StateMessage } from "../shared/ui";
import listClasses from "../shared/ui/list/list.module.css";
import { PageSkeleton } from "../shared/ui/PageSkeleton";
import { BillingFacts } from "./BillingFacts";
import { Changes } from "./Changes";
import { CompanyActions } from "./CompanyActions";
import { CompanyFacts } from "./CompanyFacts";
import classes from "./CompanyPage.module.css";
import { type CompanyDetail, companyKey, isBusy } from "./company";
import { DomainFacts } from "./DomainFacts";
import { PeopleFacts } from "./PeopleFacts";
import { PlanFacts } from "./PlanFacts";
import { SupportButton } from "./support/SupportButton";
import { SupportFacts } from "./support/SupportFacts";
import { TaskFacts } from "./TaskFacts";
import { TroubleFacts } from "./TroubleFacts";
import { UsageFacts } from "./UsageFacts";

const FOLLOW_MS = 2_000;

function BackLink() {
  const { t } = useTranslation("superadmin");
  return (
    <Anchor
      component={Link}
      to="/superadmin/companies"
      size="sm"
      style={{ display: "inline-flex", alignItems: "center", gap: 4 }}
    >
      <IconArrowLeft size={16} aria-hidden />
      {t("pages.companies")}
    </Anchor>
  );
}

/** Also where somebody watched a company go. */
function Gone() {
  const { t } = useTranslation(["superadmin", "companies"]);
  return (
    <StateMessage
      icon={IconBuildingOff}
      title={t("companies:page.gone")}
      text={t("companies:page.goneText")}
      role="status"
    >
      <Button component={Link} to="/superadmin/companies" variant="default">
        {t("pages.companies")}
      </Button>
    </StateMessage>
  );
}

function Content({ company }: { company: CompanyDetail }) {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <PlanFacts company={company} />
        <UsageFacts company={company} />
        <BillingFacts company={company} />
        <TroubleFacts company={company} />
      </div>
      <div className={classes.column}>
        <CompanyFacts company={company} />
        <TaskFacts company={company} />
        <PeopleFacts company={company} />
        <DomainFacts company={company} />
        <SupportFacts companyId={company.id} />
        <Changes company={company} />
      </div>
    </div>
  );
}

/** One company: how it is doing, what staff may change about it, and what they did change. */
export default function CompanyPage() {
  const { t } = useTranslation("superadmin");
  const { companyId } = useParams({ strict: false }) as { companyId: string };
  const id = Number(companyId);
  const query = useQuery({
    queryKey: companyKey(id),
    queryFn: () =>
      unwrap(api.GET("/api/v1/companies/{company_id}", { params: { path: { company_id: id } } })),
    refetchInterval: ({ state }) =>
      state.status === "success" && state.data && isBusy(state.data) ? FOLLOW_MS : false,
  });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) {
    if (isProblem(query.error) && query.error.status === 404) return <Gone />;
    return (
      <ErrorState title={t("companies.failed")} error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  return (
    <div className={listClasses.page} style={{ maxHeight: "none" }}>
      <PageHeader
        title={query.data.name}
        lead={<BackLink />}
        actions={
          <>
            <SupportButton company={query.data} />
            <CompanyActions company={query.data} />
          </>
        }
      />
      <Content company={query.data} />
    </div>
  );
}
