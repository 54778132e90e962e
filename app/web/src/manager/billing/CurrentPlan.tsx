import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { money } from "../../shared/money";
import { useCan } from "../../shared/session";
import { DateTime, Facts, FormSection, notifyDone, notifyFailed, problemText } from "../../shared/ui";
import { CancelDialog } from "./CancelDialog";
import { type Billing, isSubscribed, useChange, useNextInvoice, usePortal } from "./data";

type Subscription = NonNullable<Billing["subscription"]>;

function NextInvoice({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("billing");
  const next = useNextInvoice(subscription.cancel_at === null);
  if (subscription.cancel_at) return <>{t("now.none")}</>;
  if (!next.data?.invoice) return <>{next.isPending ? "…" : t("now.none")}</>;
  const { amount_due, currency } = next.data.invoice;
  return (
    <>
      {money(amount_due, currency)} · <DateTime at={subscription.period_end} />
    </>
  );
}

function Actions({ billing, subscription }: { billing: Billing; subscription: Subscription }) {
  const { t } = useTranslation("billing");
  const [asking, setAsking] = useState(false);
  const portal = usePortal();
  const failed = { onError: (error: unknown) => notifyFailed(problemText(error)) };
  const resume = useChange(
    () => unwrap(api.PUT("/api/v1/billing/cancellation", { body: { at_period_end: false } })),
    () => notifyDone(t("cancel.resumed")),
  );
  const keep = useChange(
    () => unwrap(api.DELETE("/api/v1/billing/change")),
    () => notifyDone(t("change.kept")),
  );
  return (
    <Group gap="sm">
      <Button variant="default" loading={portal.isPending} onClick={() => portal.mutate("card")}>
        {t("card.change")}
      </Button>
      {subscription.next_plan && (
        <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate(undefined, failed)}>
          {t("change.keep")}
        </Button>
      )}
      {subscription.cancel_at ? (
        <Button loading={resume.isPending} onClick={() => resume.mutate(undefined, failed)}>
          {t("cancel.resume")}
        </Button>
      ) : (
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          {t("cancel.open")}
        </Button>
      )}
      {asking && <CancelDialog billing={billing} onClose={() => setAsking(false)} />}
    </Group>
  );
}

/** An open invoice, with the way to pay it on the payment service's page. */
function Owed({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("billing");
  if (!subscription.payment_url) return null;
  return (
    <Alert variant="light" color="red" icon={<IconAlertTriangle size={18} />} title={t("owed.title")}>
      <Stack gap="sm" align="flex-start">
        {t("owed.text")}
        <Button component="a" href={subscription.payment_url} color="red">
          {t("banner.pay")}
        </Button>
      </Stack>
    </Alert>
  );
}

/** What is paid for, until when, and what comes next. */
export function CurrentPlan({ billing }: { billing: Billing }) {
  const { t } = useTranslation(["billing", "shared"]);
  const can = useCan();
  const { subscription } = billing;
  if (!subscription || !isSubscribed(billing)) return null;
  const name = (plan: string) => t(`shared:plan.${plan as "free"}`, { defaultValue: plan });
  const price = `${money(subscription.amount, subscription.currency)} ${t(
    subscription.interval === "year" ? "plans.aYear" : "plans.aMonth",
  )}`;
  return (
    <FormSection title={t("now.title")} why={t("now.why")}>
      <Owed subscription={subscription} />
      <Facts
        items={[
          [t("now.plan"), name(subscription.plan)],
          [t("now.price"), price],
          [t("now.period"), <DateTime key="end" at={subscription.period_end} />],
          [t("now.next"), <NextInvoice key="next" subscription={subscription} />],
        ]}
      />
      {subscription.cancel_at && (
        <Text fw={500}>
          {t("cancel.ends")} <DateTime at={subscription.cancel_at} />
        </Text>
      )}
      {subscription.next_plan && (
        <Text fw={500}>
          {t("change.comes", { plan: name(subscription.next_plan) })}{" "}
          <DateTime at={subscription.period_end} />
        </Text>
      )}
      {can("billing.edit") && <Actions billing={billing} subscription={subscription} />}
    </FormSection>
  );
}
