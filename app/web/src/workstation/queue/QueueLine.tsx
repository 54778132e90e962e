import { Text, VisuallyHidden } from "@mantine/core";
import { IconBellRinging } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { clock } from "../../shared/format";
import { StateBadge } from "../../shared/ui";
import type { QueueEntry } from "../types";
import classes from "../Workstation.module.css";
import { WAIT_TONES, waitWord } from "./wait";

interface QueueLineProps {
  entry: QueueEntry;
  /** The department's service level in seconds. */
  level: number;
  /** Server time, milliseconds. */
  now: number;
}

/** One waiting client: name, why they come, how long they have waited. */
export function QueueLine({ entry, level, now }: QueueLineProps) {
  const { t } = useTranslation("workstation");
  const seconds = Math.max(0, (now - Date.parse(entry.joined_at)) / 1000);
  const word = waitWord(seconds, level);
  return (
    <li className={classes.line} data-word={word}>
      <div className={classes.lineText}>
        <Text size="sm" fw={500} truncate title={entry.client.name}>
          {entry.client.name}
        </Text>
        {entry.client.returning && (
          <Text size="xs" c="dimmed">
            {t("queue.returning")}
          </Text>
        )}
        {entry.reason && (
          <Text size="xs" c="dimmed" lineClamp={2} title={entry.reason}>
            {entry.reason}
          </Text>
        )}
      </div>
      <div className={classes.lineEnd} data-figures>
        <StateBadge tone={WAIT_TONES[word]} label={clock(seconds)} />
        {word !== "fine" && <VisuallyHidden>{t(`queue.${word}`)}</VisuallyHidden>}
        {entry.state === "ringing" && (
          <Text size="xs" c="dimmed" className={classes.ringing}>
            <IconBellRinging size={14} aria-hidden /> {t("queue.ringing")}
          </Text>
        )}
      </div>
    </li>
  );
}
