import { Alert, Skeleton, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { useCan } from "../../shared/session";
import { ErrorState, notifyDone, notifyNews, PageHeader, SalesButtons } from "../../shared/ui";
import { AccountSection } from "./AccountSection";
import classes from "./billing.module.css";
import { ChangeDialog } from "./ChangeDialog";
import { CurrentPlan } from "./CurrentPlan";
import { type Billing, type IntervalName, isSubscribed, takeOver, useBilling } from "./data";
import { History } from "./History";
import { PlanCards } from "./PlanCards";

interface Search {
  plan?: string;
  interval?: string;
  /** Back from the payment page. */
  paid?: string;
  /** Back from another page of the payment service. */
  back?: string;
}

/** Back from the payment service, what it says now is asked at once: its message may be on the way. */
function useReturn({ paid, back }: Search) {
  const { t } = useTranslation("billing");
  const navigate = useNavigate();
  const may = useCan()("billing.edit");
  useEffect(() => {
    if (!paid && !back) return;
    void navigate({ to: "/billing", search: {}, replace: true });
    if (!may || paid === "no") return;
    const ask = async () => {
      const billing = await unwrap(api.POST("/api/v1/billing/refresh"));
      await takeOver(billing);
      if (paid && isSubscribed(billing)) notifyDone(t("subscribe.done"));
      else if (paid) notifyNews(t("subscribe.waiting"));
    };
    ask().catch(() => notifyNews(t("subscribe.waiting")));
  }, [paid, back, may, navigate, t]);
}

function NotConfigured({ billing }: { billing: Billing }) {
  const { t } = useTranslation("billing");
  return (
    <Alert variant="light" color="blue" icon={<IconInfoCircle size={18} />} title={t("off.title")}>
      <Stack gap="sm">
        {t("off.text")}
        <SalesButtons contacts={billing.contacts} />
      </Stack>
    </Alert>
  );
}

function Content({ billing }: { billing: Billing }) {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const may = useCan()("billing.edit");
  const held = billing.subscription?.interval as IntervalName | undefined;
  const [interval, setInterval] = useState<IntervalName>(
    (search.interval as IntervalName) ?? held ?? "month",
  );
  const chosen = billing.plans.find((plan) => plan.key === search.plan && plan.prices.length > 0);
  const open = (plan?: string) => void navigate({ to: "/billing", search: plan ? { plan } : {} });
  return (
    <>
      {!billing.configured && <NotConfigured billing={billing} />}
      <CurrentPlan billing={billing} />
      <PlanCards
        billing={billing}
        interval={interval}
        onInterval={setInterval}
        onChoose={(plan) => open(plan.key)}
      />
      {billing.configured && <History />}
      <AccountSection account={billing.account} />
      {chosen && may && billing.configured && (
        <ChangeDialog billing={billing} plan={chosen} interval={interval} onClose={() => open()} />
      )}
    </>
  );
}

/** The plan, what it costs, what was paid, and who pays. */
export default function BillingPage() {
  const { t } = useTranslation("billing");
  const billing = useBilling();
  useReturn(useSearch({ strict: false }) as Search);
  return (
    <div className={classes.page}>
      <PageHeader title={t("title")} description={t("text")} />
      {billing.isPending && <Skeleton h={320} />}
      {billing.isError && (
        <ErrorState title={t("failed")} error={billing.error} onRetry={() => void billing.refetch()} />
      )}
      {billing.data && <Content billing={billing.data} />}
    </div>
  );
}
