import { Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconMicrophoneOff, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../shared/ui";
import type { Call } from "../types";
import { lockCall, muteParticipant, removeParticipant } from "./commands";
import classes from "./Guests.module.css";
import { useHostCommand } from "./useHostCommand";

interface ParticipantsPanelProps {
  call: Call;
  /** Only who leads the call decides about guests. */
  leading: boolean;
}

type Seat = Call["participants"][number];

/** Everybody in the call, with what the host can do about guests, and the lock of the room. */
export function ParticipantsPanel({ call, leading }: ParticipantsPanelProps) {
  return (
    <Stack gap="md">
      <Stack component="ul" gap={0} className={classes.list}>
        {call.participants.map((seat) => (
          <SeatLine key={seat.id} call={call} seat={seat} leading={leading} />
        ))}
      </Stack>
      {leading && <LockSwitch call={call} />}
    </Stack>
  );
}

function SeatLine({ call, seat, leading }: ParticipantsPanelProps & { seat: Seat }) {
  const { t } = useTranslation("guests");
  const name = seat.id === call.me ? t("host.you", { name: seat.name }) : seat.name;
  return (
    <Group component="li" justify="space-between" gap="sm" className={classes.line}>
      <div className={classes.lineText}>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Group gap={8}>
          <Text size="xs" c="dimmed">
            {t(`host.kind.${seat.kind}`)}
          </Text>
          <SeatState seat={seat} />
        </Group>
      </div>
      {leading && seat.kind === "guest" && <GuestActs call={call} seat={seat} />}
    </Group>
  );
}

function SeatState({ seat }: { seat: Seat }) {
  const { t } = useTranslation("guests");
  if (seat.connected && seat.microphone) return null;
  const Glyph = seat.connected ? IconMicrophoneOff : IconPlugConnectedX;
  return (
    <Group gap={4} wrap="nowrap">
      <Glyph size={14} aria-hidden />
      <Text size="xs">{seat.connected ? t("host.muted") : t("host.away")}</Text>
    </Group>
  );
}

function GuestActs({ call, seat }: { call: Call; seat: Seat }) {
  const { t } = useTranslation("guests");
  const [asked, confirm] = useDisclosure(false);
  const { busy, run } = useHostCommand();
  const { name } = seat;
  return (
    <Group gap="sm">
      <Button
        size="xs"
        variant="default"
        aria-label={t("host.muteOne", { name })}
        disabled={busy || !seat.microphone}
        onClick={() => void run(() => muteParticipant(call.id, seat.id))}
      >
        {t("host.mute")}
      </Button>
      <Button size="xs" variant="default" aria-label={t("host.removeOne", { name })} onClick={confirm.open}>
        {t("host.remove")}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t("host.removeTitle", { name })}
        text={t("host.removeText", { name })}
        confirmLabel={t("host.remove")}
        busy={busy}
        onConfirm={() => void run(() => removeParticipant(call.id, seat.id))}
        onClose={confirm.close}
      />
    </Group>
  );
}

function LockSwitch({ call }: { call: Call }) {
  const { t } = useTranslation("guests");
  const { busy, run } = useHostCommand();
  return (
    <Switch
      label={t("host.lock")}
      description={t("host.lockHint")}
      checked={call.locked}
      disabled={busy}
      onChange={(event) => {
        const locked = event.currentTarget.checked;
        void run(() => lockCall(call.id, locked));
      }}
    />
  );
}
