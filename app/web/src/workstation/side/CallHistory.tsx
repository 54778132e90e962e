import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { DateTime, Duration, StateBadge, type Tone } from "../../shared/ui";
import { callsOfClient } from "../state/commands";
import { historyKey } from "../state/keys";
import { refusalText } from "../state/refusals";
import type { Call, CallRow } from "../types";
import classes from "./Side.module.css";

const SHOWN = 10;

const TONES: Record<Call["status"], Tone> = {
  waiting: "amber",
  in_progress: "blue",
  transferred: "blue",
  completed: "green",
  missed: "red",
  disconnect: "red",
};

/** The client's earlier calls, as far as this person may see them. */
export function CallHistory({ clientId, except }: { clientId: number; except: number }) {
  const { t } = useTranslation("workstation");
  const { data, error } = useQuery({
    queryKey: historyKey(clientId),
    queryFn: () => callsOfClient(clientId, SHOWN + 1),
  });
  if (error) return <Text c="red">{refusalText(error)}</Text>;
  if (!data) return <HistorySkeleton />;
  const calls = data.filter(({ id }) => id !== except).slice(0, SHOWN);
  if (calls.length === 0) return <Text c="dimmed">{t("history.empty")}</Text>;
  return (
    <ol className={classes.history}>
      {calls.map((call) => (
        <HistoryLine key={call.id} call={call} />
      ))}
    </ol>
  );
}

function HistoryLine({ call }: { call: CallRow }) {
  const { t } = useTranslation("workstation");
  const status = call.status as Call["status"];
  return (
    <li className={classes.historyLine}>
      <div className={classes.historyHead}>
        <Text size="sm" fw={500}>
          <DateTime at={call.created_at} />
        </Text>
        <StateBadge tone={TONES[status]} label={t(`status.${status}`)} />
      </div>
      <Text size="xs" c="dimmed" data-figures>
        {[call.department.name, call.attendant_name].filter(Boolean).join(" · ")}
        {call.duration_seconds !== null && (
          <>
            {" · "}
            <Duration seconds={call.duration_seconds} />
          </>
        )}
      </Text>
      {call.tags.length > 0 && <Text size="xs">{call.tags.join(", ")}</Text>}
    </li>
  );
}

function HistorySkeleton() {
  return (
    <Stack gap="xs">
      <Skeleton h={44} />
      <Skeleton h={44} />
    </Stack>
  );
}
