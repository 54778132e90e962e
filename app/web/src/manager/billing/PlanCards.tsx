import { Badge, Button, Group, Paper, SegmentedControl, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { number } from "../../shared/format";
import { money } from "../../shared/money";
import { useCan } from "../../shared/session";
import classes from "./billing.module.css";
import { type Billing, type IntervalName, isSubscribed, type Plan, priceOf } from "./data";

/** What a plan is chosen for in the first place; the rest stands on the Usage page. */
const TOLD = ["attendants", "departments", "participants"] as const;
const HIGHLIGHTS: Record<string, string[]> = {
  free: ["p2p"],
  starter: ["recording", "transcription", "custom_domain"],
  business: ["analytics", "csv_export", "supervision", "ai_summary"],
  professional: ["bi", "sms", "whatsapp"],
  enterprise: ["salesforce", "threecx", "api_keys", "sso"],
};

interface PlanCardsProps {
  billing: Billing;
  interval: IntervalName;
  onInterval: (interval: IntervalName) => void;
  onChoose: (plan: Plan) => void;
}

function Price({ plan, interval, currency }: { plan: Plan; interval: IntervalName; currency: string }) {
  const { t } = useTranslation("billing");
  const amount = priceOf(plan, interval, currency);
  if (amount === null) return <div className={classes.price}>{t("plans.free")}</div>;
  return (
    <div>
      <div className={classes.price} data-figures>
        {money(amount, currency)}
      </div>
      <Text size="sm" c="dimmed">
        {t(interval === "year" ? "plans.aYear" : "plans.aMonth")}
      </Text>
    </div>
  );
}

function Holds({ plan }: { plan: Plan }) {
  const { t } = useTranslation("billing");
  return (
    <ul>
      {TOLD.map((limit) => {
        const maximum = plan.limits[limit] ?? null;
        return (
          <li key={limit}>
            {maximum === null
              ? t(`plans.unlimited.${limit}`)
              : t(`plans.limit.${limit}`, { count: maximum, shown: number(maximum) })}
          </li>
        );
      })}
      {(HIGHLIGHTS[plan.key] ?? []).map((feature) => (
        <li key={feature}>{t(`feature.${feature as "recording"}`)}</li>
      ))}
    </ul>
  );
}

function PlanCard({ plan, ...props }: PlanCardsProps & { plan: Plan }) {
  const { billing, interval, onChoose } = props;
  const { t } = useTranslation("billing");
  const can = useCan();
  const subscribed = isSubscribed(billing);
  const held = subscribed ? billing.subscription?.plan : billing.plan;
  const current = plan.key === held;
  const same = current && (!subscribed || billing.subscription?.interval === interval);
  const offered = billing.configured && can("billing.edit") && plan.key !== "free" && !same;
  return (
    <Paper
      component="section"
      aria-label={plan.name}
      withBorder
      p="md"
      className={classes.plan}
      data-current={current || undefined}
    >
      <Group justify="space-between" wrap="nowrap">
        <Title order={3}>{plan.name}</Title>
        {current && <Badge variant="light">{t("plans.current")}</Badge>}
      </Group>
      <Price plan={plan} interval={interval} currency={billing.currency} />
      <Holds plan={plan} />
      {offered && (
        <Button variant={current ? "default" : "filled"} onClick={() => onChoose(plan)}>
          {t(current ? `plans.switch.${interval}` : "plans.choose", { plan: plan.name })}
        </Button>
      )}
    </Paper>
  );
}

/** Every plan of the catalogue at a month's or a year's price. */
export function PlanCards(props: PlanCardsProps) {
  const { t } = useTranslation("billing");
  return (
    <section aria-labelledby="plans">
      <Group justify="space-between" mb="md">
        <Title order={2} id="plans">
          {t("plans.title")}
        </Title>
        <SegmentedControl
          aria-label={t("plans.interval")}
          value={props.interval}
          onChange={(value) => props.onInterval(value as IntervalName)}
          data={[
            { value: "month", label: t("plans.month") },
            { value: "year", label: t("plans.year") },
          ]}
        />
      </Group>
      <div className={classes.plans}>
        {props.billing.plans.map((plan) => (
          <PlanCard key={plan.key} plan={plan} {...props} />
        ))}
      </div>
    </section>
  );
}
