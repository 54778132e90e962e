import { Group, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RecordingState } from "../../shared/call/types";
import { useServerNow } from "../../shared/realtime";
import { RecordingBadge } from "../../shared/recording/RecordingBadge";
import { CopyButton, Elapsed } from "../../shared/ui";
import { ParticipantsButton } from "../guests/ParticipantsButton";
import type { Call } from "../types";
import classes from "./Stage.module.css";

interface CallHeaderProps {
  call: Call;
  leading: boolean;
}

/** Who is on the line, for how long, and under which number. */
export function CallHeader({ call, leading }: CallHeaderProps) {
  const { t } = useTranslation(["workstation", "shared"]);
  const name = typeof call.form.name === "string" && call.form.name ? call.form.name : call.client.name;
  return (
    <Group justify="space-between" gap="sm" className={classes.header}>
      <div className={classes.headerText}>
        <Title order={2} size="h2" className={classes.clientName}>
          {name}
        </Title>
        <Text size="sm" c="dimmed" truncate>
          {call.department.name}
        </Text>
      </div>
      <Group gap="md">
        <RecordingBadge recording={call.recording as RecordingState | null} timed />
        <ParticipantsButton call={call} leading={leading} />
        <Text fw={600} role="timer" aria-label={t("call.elapsed")} data-figures>
          <Running call={call} />
        </Text>
        <Group gap={4} wrap="nowrap">
          <Text size="sm" c="dimmed">
            {t("call.protocol")}
          </Text>
          <Text size="sm" fw={500} data-figures>
            {call.protocol}
          </Text>
          <CopyButton value={call.protocol} label={t("shared:copy")} compact />
        </Group>
      </Group>
    </Group>
  );
}

function Running({ call }: { call: Call }) {
  const now = useServerNow();
  return <Elapsed since={call.answered_at ?? call.created_at} now={now} />;
}
