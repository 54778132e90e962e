import { Anchor, Paper } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../shared/api/client";
import { number } from "../shared/format";
import { LANGUAGES } from "../shared/i18n";
import { DateTime, ErrorState, Facts, PageHeader } from "../shared/ui";
import classes from "../shared/ui/list/list.module.css";
import { PageSkeleton } from "../shared/ui/PageSkeleton";
import { BillingFacts } from "./BillingFacts";
import { Changes } from "./Changes";
import { CompanyActions } from "./CompanyActions";
import { CompanyStatusBadge } from "./CompanyStatusBadge";
import { type CompanyDetail, companyKey } from "./company";
import { DomainFacts } from "./DomainFacts";

function BackLink() {
  const { t } = useTranslation("superadmin");
  return (
    <Anchor
      component={Link}
      to="/superadmin"
      size="sm"
      style={{ display: "inline-flex", alignItems: "center", gap: 4 }}
    >
      <IconArrowLeft size={16} aria-hidden />
      {t("pages.companies")}
    </Anchor>
  );
}

function CompanyFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation(["superadmin", "shared"]);
  return (
    <Paper withBorder p="lg" maw={720}>
      <Facts
        items={[
          [t("company.status"), <CompanyStatusBadge key="status" status={company.status} />],
          [t("company.plan"), t(`shared:plan.${company.plan as "free"}`)],
          [t("company.host"), company.host],
          [t("company.language"), LANGUAGES[company.language as "en"] ?? company.language],
          [t("company.zone"), company.time_zone.replaceAll("_", " ")],
          [t("company.attendants"), number(company.attendants)],
          [t("company.departments"), number(company.departments)],
          [t("company.created"), <DateTime key="created" at={company.created_at} />],
        ]}
      />
    </Paper>
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
  });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError)
    return (
      <ErrorState title={t("companies.failed")} error={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <div className={classes.page}>
      <PageHeader
        title={query.data.name}
        lead={<BackLink />}
        actions={<CompanyActions company={query.data} />}
      />
      <CompanyFacts company={query.data} />
      <BillingFacts company={query.data} />
      <DomainFacts company={query.data} />
      <Changes company={query.data} />
    </div>
  );
}
