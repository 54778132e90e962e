import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { problemWords } from "../../shared/recording/problems";
import { DateTime, ErrorState, Facts, StateBadge, type Tone } from "../../shared/ui";
import { Consents } from "./Consents";
import { isUnsettled, type Recording, recordingsKey, recordingsOf } from "./data";
import { LegalHold } from "./LegalHold";
import { PartList } from "./PartList";
import { RecordingPlayer } from "./RecordingPlayer";
import classes from "./recordings.module.css";

const EVERY_MS = 2_000;
const TONES: Record<Recording["state"], Tone> = {
  asking: "amber",
  queued: "amber",
  starting: "amber",
  recording: "red",
  stopping: "amber",
  stopped: "green",
  declined: "gray",
  failed: "red",
};

/** A call's recordings: to watch, to keep, to hold. Looks again while something is still going on. */
export function RecordingsPart({ callId }: { callId: number }) {
  const { t } = useTranslation("recording");
  const query = useQuery({
    queryKey: recordingsKey(callId),
    queryFn: () => recordingsOf(callId),
    refetchInterval: ({ state }) => (state.data && isUnsettled(state.data) ? EVERY_MS : false),
  });
  if (query.isPending) return <Skeleton h={64} />;
  if (query.isError)
    return <ErrorState title={t("panel.title")} error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <Text c="dimmed">{t("panel.none")}</Text>;
  return query.data.map((recording) => (
    <div key={recording.id} className={classes.recording}>
      <One recording={recording} />
    </div>
  ));
}

function One({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recording");
  const playable = recording.parts.filter((part) => part.playable);
  return (
    <Stack gap="sm">
      <State recording={recording} />
      {playable.length > 0 && <RecordingPlayer recording={recording} parts={playable} />}
      {recording.parts.length > 0 && <PartList recording={recording} />}
      {recording.purged_at && <Text size="sm">{t("panel.deleted")}</Text>}
      <Consents recording={recording} />
      {recording.parts.length > 0 && <LegalHold recording={recording} />}
    </Stack>
  );
}

function State({ recording }: { recording: Recording }) {
  const { t } = useTranslation(["recording", "manager"]);
  const { state, failure } = recording;
  const label = failure
    ? t("panel.failure", { problem: problemWords(failure, t) })
    : t(`panel.states.${state}`);
  const kept = recording.purge_after ? <DateTime at={recording.purge_after} /> : t("panel.forever");
  return (
    <Facts
      items={[
        [t("manager:status"), <StateBadge key="state" tone={TONES[state]} label={label} />],
        [t("manager:calls.started"), <DateTime key="start" at={recording.started_at} />],
        [t("panel.startedBy"), recording.started_by ?? t("panel.byPolicy")],
        ...(recording.parts.length > 0 && recording.ended_at && !recording.purged_at
          ? [[t("panel.keptUntil"), kept] as [string, React.ReactNode]]
          : []),
      ]}
    />
  );
}
