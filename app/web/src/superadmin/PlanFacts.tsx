import { Alert, Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { calendarDate, number } from "../shared/format";
import { money } from "../shared/money";
import type { CompanyDetail } from "./company";
import { Section } from "./Section";

type Overrides = CompanyDetail["overrides"];

function Exceptions({ overrides }: { overrides: Overrides }) {
  const { t } = useTranslation(["superadmin", "companies"]);
  const limits = Object.entries(overrides.limits).map(
    ([name, value]) =>
      `${t(`overrides.limits.${name as "attendants"}`)}: ${value === null ? t("overrides.unlimited") : number(value)}`,
  );
  const features = Object.entries(overrides.features).map(
    ([name, on]) =>
      `${t(`overrides.features.${name as "sfu"}`)}: ${t(on ? "overrides.on" : "overrides.off")}`,
  );
  const until = overrides.until;
  if (limits.length + features.length === 0)
    return <Text c="dimmed">{t("companies:page.noExceptions")}</Text>;
  const over = until !== null && until < new Date().toISOString().slice(0, 10);
  return (
    <Alert variant="light" color={over ? "gray" : "yellow"} title={t("overrides.title")}>
      <Group gap={6}>
        {[...limits, ...features].map((text) => (
          <Badge key={text} variant="default" size="lg" tt="none" fw={500}>
            {text}
          </Badge>
        ))}
      </Group>
      <Text size="sm" mt="sm">
        {overrides.reason}
      </Text>
      <Text size="sm" mt={4} fw={500}>
        {until
          ? t(over ? "companies:page.exceptionsOver" : "companies:page.exceptionsUntil", {
              date: calendarDate(until),
            })
          : t("companies:page.exceptionsOpen")}
      </Text>
    </Alert>
  );
}

/** The plan in force, what is paid for it, and how it was bent. */
export function PlanFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation(["superadmin", "companies", "shared"]);
  const subscription = company.billing?.subscription;
  return (
    <Section title={t("company.plan")}>
      <Group gap="xl" align="baseline" mb="md">
        <Text size="xl" fw={600}>
          {t(`shared:plan.${company.plan as "free"}`)}
        </Text>
        {subscription && (
          <Text data-figures>
            {t(`companies:page.per.${subscription.interval as "month"}`, {
              sum: money(subscription.amount, subscription.currency),
            })}
          </Text>
        )}
      </Group>
      <Exceptions overrides={company.overrides} />
    </Section>
  );
}
