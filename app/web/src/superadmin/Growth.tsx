import { Paper, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../shared/api/client";
import type { components } from "../shared/api/schema.gen";
import { number, percent } from "../shared/format";
import { money } from "../shared/money";
import { growthKey } from "./company";
import classes from "./Growth.module.css";

const Sparkline = lazy(() => import("./Sparkline"));
type Figures = components["schemas"]["Growth"];
type Revenue = NonNullable<Figures["revenue"]>;
// Fewer points would be a dot, not a course.
const FEWEST = 2;

interface FigureProps {
  label: string;
  value: ReactNode;
  hint?: string;
  /** The rows behind the figure. */
  to?: { state: string };
  wide?: boolean;
  children?: ReactNode;
}

function Figure({ label, value, hint, to, wide, children }: FigureProps) {
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={label}
      className={classes.figure}
      data-wide={wide || undefined}
    >
      <Text size="sm" c="dimmed">
        {to ? (
          <Link to="/superadmin/companies" search={to} className={classes.link}>
            {label}
          </Link>
        ) : (
          label
        )}
      </Text>
      <div className={classes.value}>
        <div data-figures>{value}</div>
        {children && <Suspense fallback={<div className={classes.course} />}>{children}</Suspense>}
      </div>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Paper>
  );
}

function Money({ revenue }: { revenue: Revenue }) {
  const { t } = useTranslation(["companies", "shared"]);
  const sums = revenue.monthly.map((each) => (
    <div key={each.currency}>{money(each.amount, each.currency)}</div>
  ));
  const [first] = [...revenue.monthly].sort((one, other) => other.amount - one.amount);
  const course = revenue.history.filter((each) => each.currency === first?.currency);
  return (
    <Figure
      label={t("growth.revenue")}
      value={sums.length > 0 ? sums : t("shared:dash")}
      hint={sums.length > 0 ? t("growth.revenueHint") : t("growth.noRevenue")}
      wide
    >
      {first && course.length >= FEWEST && (
        <Sparkline
          label={t("growth.revenueChart", { currency: first.currency.toUpperCase() })}
          points={course.map((each) => [each.month, each.amount])}
          text={(amount) => money(amount, first.currency)}
        />
      )}
    </Figure>
  );
}

function Churn({ churn }: { churn: Figures["churn"] }) {
  const { t } = useTranslation(["companies", "shared"]);
  const { active_at_start: count, cancelled } = churn;
  return (
    <Figure
      label={t("growth.churn")}
      value={count > 0 ? percent(cancelled / count) : t("shared:dash")}
      hint={count > 0 ? t("growth.churnHint", { count, cancelled }) : t("growth.churnNone")}
    />
  );
}

function Content({ figures }: { figures: Figures }) {
  const { t } = useTranslation("companies");
  const { trials, past_due: pastDue } = figures;
  return (
    <section className={classes.figures} aria-label={t("growth.title")}>
      {figures.revenue && <Money revenue={figures.revenue} />}
      <Figure
        label={t("growth.companies")}
        value={number(figures.companies)}
        hint={t("growth.new", { count: figures.new })}
        wide
      >
        <Sparkline
          bars
          label={t("growth.newChart")}
          points={figures.new_by_month.map((each) => [each.month, each.count])}
          text={number}
        />
      </Figure>
      <Churn churn={figures.churn} />
      <Figure
        label={t("growth.trials")}
        value={number(trials.running)}
        hint={t("growth.trialsHint", { count: trials.ending_soon })}
        to={{ state: "trial" }}
      />
      <Figure
        label={t("growth.pastDue")}
        value={number(pastDue)}
        hint={t(pastDue > 0 ? "growth.pastDueHint" : "growth.pastDueNone")}
        to={{ state: "past_due" }}
      />
    </section>
  );
}

/** Growth and revenue at a glance. */
export function Growth() {
  const { t } = useTranslation("companies");
  const query = useQuery({
    queryKey: growthKey,
    queryFn: () => unwrap(api.GET("/api/v1/companies/growth")),
  });
  if (query.isPending) return <Skeleton h={104} aria-hidden />;
  if (query.isError) return <Text c="dimmed">{t("growth.failed")}</Text>;
  return <Content figures={query.data} />;
}
