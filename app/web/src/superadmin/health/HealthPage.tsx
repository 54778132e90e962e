import { Alert, List, Text } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { dateTime } from "../../shared/format";
import { ErrorState, PageHeader } from "../../shared/ui";
import list from "../../shared/ui/list/list.module.css";
import { PageSkeleton } from "../../shared/ui/PageSkeleton";
import { type Health, type Part, troublesOf, useHealth } from "./data";
import { FailedJobs } from "./FailedJobs";
import classes from "./health.module.css";
import { PartCard } from "./PartCard";

const LOOKS = {
  ok: { color: "green", icon: IconCircleCheck },
  attention: { color: "yellow", icon: IconAlertTriangle },
  down: { color: "red", icon: IconAlertCircle },
};
const WEIGHT = { down: 0, attention: 1, ok: 2 };

/** The worst of it in a sentence, and what to do about each trouble, the worst first. */
function Summary({ health }: { health: Health }) {
  const { t } = useTranslation("health");
  const { color, icon: Sign } = LOOKS[health.status];
  const troubled = health.parts
    .filter((part) => part.status !== "ok")
    .sort((one, other) => WEIGHT[one.status] - WEIGHT[other.status]);
  const lines = troubled.flatMap((part) => troublesOf(part).map((trouble) => ({ part, trouble })));
  return (
    <Alert
      role="status"
      variant="light"
      color={color}
      icon={<Sign size={18} />}
      title={t(`summary.${health.status}`)}
      style={{ flex: "none" }}
    >
      {lines.length > 0 && (
        <List size="sm" spacing={6}>
          {lines.map(({ part, trouble }) => (
            <List.Item key={`${part.name}.${trouble}`}>
              <Text span inherit fw={600}>
                {t(`parts.${part.name}`)}:
              </Text>{" "}
              {t(`advice.${part.name}.${trouble}` as "advice.redis.answer_ms")}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

/* They have a list of their own. */
const isCard = (part: Part) => part.name !== "failed_jobs";

/** How the platform is doing, for whoever keeps it running. */
export default function HealthPage() {
  const { t } = useTranslation("health");
  const query = useHealth();
  if (query.isPending) return <PageSkeleton />;
  if (query.isError)
    return <ErrorState title={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  const { data } = query;
  return (
    <div className={list.page}>
      <PageHeader title={t("title")} description={t("about")} />
      <Summary health={data} />
      <div className={classes.parts}>
        {data.parts.filter(isCard).map((part) => (
          <PartCard key={part.name} part={part} />
        ))}
      </div>
      <FailedJobs />
      <Text size="sm" c="dimmed">
        {t("looked")} {dateTime(new Date(data.at))}
      </Text>
    </div>
  );
}
