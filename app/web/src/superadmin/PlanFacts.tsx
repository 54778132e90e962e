import { Alert, Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { calendarDate } from "../shared/format";
import { money } from "../shared/money";
import { type CompanyDetail, isCharged } from "./company";
import { exceptionTexts } from "./exceptions";
import { Section } from "./Section";

type Overrides = CompanyDetail["overrides"];

function Exceptions({ overrides }: { overrides: Overrides }) {
  const { t } = useTranslation(["superadmin", "companies"]);
  const texts = exceptionTexts(t, overrides);
  const until = overrides.until;
  if (texts.length === 0) return <Text c="dimmed">{t("companies:page.noExceptions")}</Text>;
  const over = until !== null && until < new Date().toISOString().slice(0, 10);
  return (
    <Alert variant="light" color="gray" title={t("overrides.title")}>
      <Group gap={6}>
        {texts.map((text) => (
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
  const subscription = isCharged(company) ? company.billing?.subscription : null;
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
