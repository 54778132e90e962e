import { Button, Group, Menu, Stack, Text } from "@mantine/core";
import { IconChevronDown, IconPlayerPause, IconPower, IconWifi } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useServerNow } from "../../shared/realtime";
import { Elapsed, PresenceBadge } from "../../shared/ui";
import { allowSound } from "../incoming/ringer";
import { choosePresence, type PresenceChoice } from "../state/commands";
import { useCommand } from "../state/useCommand";
import type { Presence } from "../types";
import classes from "../Workstation.module.css";
import { AlertsControl } from "./AlertsControl";
import { PAUSE_REASONS, reasonText } from "./reasons";
import { WrapUp } from "./WrapUp";

/** One's own state, for how long, and what to change it to. */
export function PresencePanel({ presence }: { presence: Presence }) {
  const { t } = useTranslation("workstation");
  return (
    <section className={classes.block} aria-label={t("presence.label")}>
      <Stack gap={12}>
        <div role="status">
          <Group justify="space-between" gap="sm" wrap="nowrap">
            <PresenceBadge state={presence.state} />
            <Since presence={presence} />
          </Group>
          <Reason presence={presence} />
        </div>
        {presence.wrap_up_until && <WrapUp until={presence.wrap_up_until} />}
        <PresenceButtons presence={presence} />
        <NextState presence={presence} />
        <AlertsControl />
      </Stack>
    </section>
  );
}

function Since({ presence }: { presence: Presence }) {
  const now = useServerNow();
  return (
    <Text span size="sm" c="dimmed" aria-live="off">
      <Elapsed since={presence.since} now={now} />
    </Text>
  );
}

function Reason({ presence }: { presence: Presence }) {
  const { t } = useTranslation("workstation");
  const text = reasonText(presence.reason, t);
  if (!text) return null;
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  );
}

function PresenceButtons({ presence }: { presence: Presence }) {
  const { t } = useTranslation("workstation");
  const { busy, run } = useCommand((state: PresenceChoice, reason?: string) => {
    // The press also counts as leave to ring.
    void allowSoundQuietly();
    return choosePresence(state, reason);
  });
  const wanted = presence.wanted;
  return (
    <div className={classes.presenceButtons}>
      <Button
        variant={wanted === "online" ? "light" : "filled"}
        aria-pressed={wanted === "online"}
        leftSection={<IconWifi size={18} aria-hidden />}
        disabled={busy}
        onClick={() => void run("online")}
      >
        {t("presence.goOnline")}
      </Button>
      <PauseMenu
        chosen={wanted === "paused"}
        disabled={busy}
        onChoose={(reason) => void run("paused", reason)}
      />
      <Button
        variant={wanted === "offline" ? "light" : "default"}
        aria-pressed={wanted === "offline"}
        leftSection={<IconPower size={18} aria-hidden />}
        disabled={busy}
        onClick={() => void run("offline")}
      >
        {t("presence.goOffline")}
      </Button>
    </div>
  );
}

/** A browser without sound must not keep anybody from going online. */
async function allowSoundQuietly(): Promise<void> {
  await allowSound(false).catch(() => undefined);
}

interface PauseMenuProps {
  chosen: boolean;
  disabled: boolean;
  onChoose: (reason: string) => void;
}

function PauseMenu({ chosen, disabled, onChoose }: PauseMenuProps) {
  const { t } = useTranslation("workstation");
  return (
    <Menu position="bottom" width={200}>
      <Menu.Target>
        <Button
          variant={chosen ? "light" : "default"}
          disabled={disabled}
          leftSection={<IconPlayerPause size={18} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t("presence.pause")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("presence.why")}</Menu.Label>
        {PAUSE_REASONS.map((reason) => (
          <Menu.Item key={reason} onClick={() => onChoose(reason)}>
            {t(`reason.${reason}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** In a call the choice holds from the call's end on, so it is said. */
function NextState({ presence }: { presence: Presence }) {
  const { t } = useTranslation("workstation");
  const { state, wanted } = presence;
  if (state !== "on_call" || (wanted !== "paused" && wanted !== "offline")) return null;
  return (
    <Text size="sm" c="dimmed">
      {t(`presence.next.${wanted}`)}
    </Text>
  );
}
