import { ActionIcon, Anchor, Text, Title, Tooltip } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { type Envelope, useTransient } from "../../shared/realtime";
import { DateTime, notifyDone, TimeAgo } from "../../shared/ui";
import { finishCallback, openCallbacks } from "../state/commands";
import { CALLBACKS_KEY } from "../state/keys";
import { useCommand } from "../state/useCommand";
import type { Schedule } from "../types";
import classes from "../Workstation.module.css";

/** Clients who asked to be called back and have not been yet. */
export function CallbacksPanel() {
  const { t } = useTranslation("workstation");
  const { data = [], error } = useQuery({
    queryKey: CALLBACKS_KEY,
    queryFn: openCallbacks,
    refetchInterval: 60_000,
  });
  useFreshCallbacks();
  return (
    <section className={classes.block} aria-label={t("callbacks.label")}>
      <Title order={2} size="h3" mb="sm">
        {t("callbacks.label")}
      </Title>
      {error && <Text c="red">{t("callbacks.failed")}</Text>}
      {!error && data.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("callbacks.empty")}
        </Text>
      )}
      <ul className={classes.list}>
        {data.map((schedule) => (
          <CallbackLine key={schedule.id} schedule={schedule} />
        ))}
      </ul>
    </section>
  );
}

/** The departments' rooms tell that a request came or was done. */
function useFreshCallbacks(): void {
  const cache = useQueryClient();
  const heard = useCallback(
    ({ name }: Envelope) => {
      if (name === "schedule.changed") void cache.invalidateQueries({ queryKey: CALLBACKS_KEY });
    },
    [cache],
  );
  useTransient("event", heard);
}

function CallbackLine({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation("workstation");
  const cache = useQueryClient();
  const { client, department, phone, notes, starts_at, created_at } = schedule;
  const done = useCommand(() => finishCallback(schedule.id));
  const label = t("callbacks.done", { name: client.name });
  const finish = async () => {
    if (await done.run()) notifyDone(t("callbacks.wasDone", { name: client.name }));
    await cache.invalidateQueries({ queryKey: CALLBACKS_KEY });
  };
  return (
    <li className={classes.line}>
      <div className={classes.lineText}>
        <Text size="sm" fw={500} truncate title={client.name}>
          {client.name}
        </Text>
        <Anchor size="sm" href={`tel:${phone}`}>
          {phone}
        </Anchor>
        <Text size="xs" c="dimmed">
          {starts_at ? <DateTime at={starts_at} /> : <TimeAgo at={created_at} />}
          {" · "}
          {department.name}
        </Text>
        {notes && (
          <Text size="xs" c="dimmed" lineClamp={3}>
            {notes}
          </Text>
        )}
      </div>
      <Tooltip label={label}>
        <ActionIcon
          size={32}
          variant="default"
          aria-label={label}
          loading={done.busy}
          onClick={() => void finish()}
        >
          <IconCheck size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
