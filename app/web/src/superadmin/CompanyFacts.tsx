import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { number, zoneName } from "../shared/format";
import { LANGUAGES } from "../shared/i18n";
import { CalendarDate, DateTime, Facts, TimeAgo } from "../shared/ui";
import { CompanyStateBadge } from "./CompanyStateBadge";
import type { CompanyDetail } from "./company";
import { Section } from "./Section";

function Host({ company }: { company: CompanyDetail }) {
  if (company.status === "closed" || company.status === "provisioning") return company.host;
  return (
    <Anchor href={`//${company.host}`} target="_blank" rel="noopener noreferrer">
      {company.host}
    </Anchor>
  );
}

/** What the company is and how lively it is. */
export function CompanyFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation(["superadmin", "companies", "shared"]);
  const answered = company.answered_calls;
  const calls =
    answered === null
      ? null
      : t("companies:page.calls", { total: number(company.calls ?? 0), answered: number(answered) });
  const facts: [string, React.ReactNode][] = [
    [t("companies:list.state"), <CompanyStateBadge key="state" state={company.state} />],
    [t("company.host"), <Host key="host" company={company} />],
    [t("companies:list.calls"), calls],
    [t("companies:list.lastSignIn"), <TimeAgo key="last" at={company.last_signed_in_at} />],
    [t("company.language"), LANGUAGES[company.language as "en"] ?? company.language],
    [t("company.zone"), zoneName(company.time_zone)],
    [t("company.created"), <DateTime key="created" at={company.created_at} />],
  ];
  if (company.closed_at)
    facts.push([t("companies:page.closed"), <DateTime key="closed" at={company.closed_at} />]);
  if (company.erase_at)
    facts.push([t("companies:page.keptUntil"), <CalendarDate key="kept" date={company.erase_at} />]);
  return (
    <Section title={t("companies:page.about")}>
      <Facts items={facts} />
    </Section>
  );
}
