import { Paper, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { money } from "../shared/money";
import { DateTime, Facts } from "../shared/ui";
import type { CompanyDetail } from "./company";

/** How the company pays. */
export function BillingFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation(["superadmin", "shared"]);
  const { subscription } = company.billing;
  return (
    <Paper withBorder p="lg" maw={720}>
      <Title order={2} size="h4" mb="md">
        {t("billing.title")}
      </Title>
      {subscription ? (
        <Facts
          items={[
            [t("billing.plan"), t(`shared:plan.${subscription.plan as "free"}`)],
            [t("billing.status"), subscription.status],
            [t("billing.amount"), money(subscription.amount, subscription.currency)],
            [
              t("billing.next"),
              subscription.period_end ? (
                <DateTime key="next" at={subscription.period_end} />
              ) : (
                t("shared:dash")
              ),
            ],
          ]}
        />
      ) : (
        <Text c="dimmed">{t("billing.none")}</Text>
      )}
    </Paper>
  );
}
