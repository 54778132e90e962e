import { Alert, Anchor, Badge, Group, List, Paper, Progress, Skeleton, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { calendarDate, number, wordList } from "../../shared/format";
import { ErrorState, PageHeader } from "../../shared/ui";
import classes from "../billing/billing.module.css";
import { type Usage, useUsage } from "../billing/data";

type Limit = Usage["limits"][number];

const colorOf = (share: number) => (share >= 100 ? "red" : share >= 80 ? "yellow" : undefined);

function figures(limit: Limit, unlimited: string): string {
  const maximum = limit.maximum === null ? unlimited : number(limit.maximum);
  return limit.used === null ? maximum : `${number(limit.used)} / ${maximum}`;
}

function LimitCard({ limit }: { limit: Limit }) {
  const { t } = useTranslation("billing");
  const name = t(`usage.limit.${limit.limit as "attendants"}`);
  const text = figures(limit, t("usage.unlimited"));
  const share = limit.maximum ? (100 * (limit.used ?? 0)) / limit.maximum : limit.maximum === 0 ? 100 : 0;
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Group justify="space-between" wrap="nowrap" mb={8}>
        <Title order={2} size="h4">
          {name}
        </Title>
        {limit.overridden && <Badge variant="light">{t("usage.agreed")}</Badge>}
      </Group>
      <Text size="xl" fw={600} data-figures>
        {text}
      </Text>
      {limit.used !== null && limit.maximum !== null && (
        <Progress
          value={Math.min(100, share)}
          color={colorOf(share)}
          size="sm"
          mt={8}
          aria-label={`${name}: ${text}`}
        />
      )}
      <Text size="sm" c="dimmed" mt={8}>
        {t(`usage.hint.${limit.limit as "attendants"}`)}
      </Text>
    </Paper>
  );
}

function Over({ usage }: { usage: Usage }) {
  const { t } = useTranslation("billing");
  if (usage.over.length === 0) return null;
  const pages = { attendants: "/attendants", departments: "/departments" } as const;
  return (
    <Alert variant="light" color="yellow" icon={<IconAlertTriangle size={18} />} title={t("usage.over")}>
      <Text size="sm">{t("usage.overText")}</Text>
      <List size="sm" mt="xs" spacing={4}>
        {usage.over.map((each) => (
          <List.Item key={each.limit}>
            {wordList(each.items.map((item) => item.name))}{" "}
            <Anchor
              component={Link}
              to={pages[each.limit as "attendants"]}
              inherit
              underline="always"
              c="inherit"
              fw={600}
            >
              {t(`usage.choose.${each.limit as "attendants"}`)}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Content({ usage }: { usage: Usage }) {
  const { t } = useTranslation("billing");
  const kept = usage.standing.retention;
  return (
    <>
      <Over usage={usage} />
      <div className={classes.limits}>
        {usage.limits.map((limit) => (
          <LimitCard key={limit.limit} limit={limit} />
        ))}
      </div>
      {kept && <Text>{t("usage.retention", { count: kept.days, date: calendarDate(kept.until) })}</Text>}
      <section aria-labelledby="features">
        <Title order={2} id="features" mb="sm">
          {t("usage.features")}
        </Title>
        {usage.features.length === 0 ? (
          <Text c="dimmed">{t("usage.noFeatures")}</Text>
        ) : (
          <Group gap="xs">
            {usage.features.map((feature) => (
              <Badge key={feature} variant="default" size="lg" tt="none" fw={500}>
                {t(`feature.${feature as "recording"}`)}
              </Badge>
            ))}
          </Group>
        )}
      </section>
    </>
  );
}

/** Each limit of the plan with what is in use. */
export default function UsagePage() {
  const { t } = useTranslation(["billing", "shared"]);
  const usage = useUsage();
  const plan = usage.data?.plan ?? "free";
  const name = t(`shared:plan.${plan as "free"}`, { defaultValue: plan });
  return (
    <div className={classes.page}>
      <PageHeader title={t("usage.title")} description={usage.data && t("usage.text", { plan: name })} />
      {usage.isPending && <Skeleton h={240} />}
      {usage.isError && (
        <ErrorState title={t("usage.failed")} error={usage.error} onRetry={() => void usage.refetch()} />
      )}
      {usage.data && <Content usage={usage.data} />}
    </div>
  );
}
