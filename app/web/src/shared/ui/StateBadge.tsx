import { Group, Text } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleFilled,
  IconClock,
  IconPhoneCall,
  IconPlayerPause,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PresenceState } from "../api/types";
import classes from "./StateBadge.module.css";

export type Tone = "green" | "amber" | "red" | "blue" | "gray";

const ICONS: Record<Tone, Icon> = {
  green: IconCircleCheck,
  amber: IconClock,
  red: IconAlertCircle,
  blue: IconPhoneCall,
  gray: IconCircleDashed,
};

interface StateBadgeProps {
  tone: Tone;
  label: string;
  icon?: Icon;
}

/** A state as a word with an icon; the colour only repeats what they say. */
export function StateBadge({ tone, label, icon: IconOf = ICONS[tone] }: StateBadgeProps) {
  return (
    <Group gap={4} wrap="nowrap" className={classes.badge} data-tone={tone}>
      <IconOf size={14} stroke={2} aria-hidden />
      <Text span inherit truncate>
        {label}
      </Text>
    </Group>
  );
}

const PRESENCE: Record<PresenceState, { tone: Tone; icon: Icon }> = {
  online: { tone: "green", icon: IconCircleFilled },
  on_call: { tone: "blue", icon: IconPhoneCall },
  paused: { tone: "amber", icon: IconPlayerPause },
  away: { tone: "amber", icon: IconClock },
  offline: { tone: "gray", icon: IconCircleDashed },
};

export function PresenceBadge({ state }: { state: PresenceState }) {
  const { t } = useTranslation();
  return <StateBadge {...PRESENCE[state]} label={t(`presence.${state}`)} />;
}
