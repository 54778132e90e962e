import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import type { components } from "../../shared/api/schema.gen";
import { ErrorState } from "../../shared/ui";
import classes from "./quality.module.css";
import { useMeasure } from "./useMeasure";

export type Quality = components["schemas"]["CallQuality"];
type Line = Quality["participants"][number];

// The charts' library is large, and most calls are looked at for other reasons.
const QualityChart = lazy(() => import("./QualityChart"));

/** How everybody's line was, minute by minute. */
export function CallQuality({ callId }: { callId: number }) {
  const { t } = useTranslation("quality");
  const query = useQuery({
    queryKey: ["/api/v1/calls", callId, "quality"],
    queryFn: () =>
      unwrap(api.GET("/api/v1/calls/{call_id}/quality", { params: { path: { call_id: callId } } })),
  });
  if (query.isPending) return <Skeleton h={120} />;
  if (query.isError)
    return <ErrorState title={t("call.failed")} error={query.error} onRetry={() => void query.refetch()} />;
  const quality = query.data;
  if (quality.participants.length === 0) return <Text c="dimmed">{t("call.none")}</Text>;
  return (
    <Stack gap="sm">
      <Suspense fallback={<Skeleton h={260} />}>
        <QualityChart quality={quality} />
      </Suspense>
      <ul className={classes.facts}>
        {quality.participants.map((line) => (
          <Facts key={line.participant.id} line={line} />
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {t("call.alerts", { count: quality.alerts.length })}
      </Text>
    </Stack>
  );
}

/** The same in words, for those who do not see the chart. */
function Facts({ line: { participant, minutes } }: { line: Line }) {
  const { t } = useTranslation("quality");
  const measure = useMeasure();
  const worst = (name: "rtt_ms_worst" | "loss_percent_worst") =>
    Math.max(0, ...minutes.map((minute) => minute[name] ?? 0));
  return (
    <Text size="sm" component="li">
      {t("call.worst", {
        name: participant.name,
        latency: measure("latency", worst("rtt_ms_worst")),
        loss: measure("loss", worst("loss_percent_worst")),
      })}
    </Text>
  );
}
