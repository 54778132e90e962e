import { useDisclosure, useHotkeys, useMediaQuery } from "@mantine/hooks";
import { IconArrowsExchange, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ChatButton, ControlBar, LeaveButton } from "../../shared/call/ControlBar";
import { ControlButton } from "../../shared/call/ControlButton";
import type { LocalMedia } from "../../shared/media/local";
import { InviteButton } from "../guests/InviteButton";
import { RecordButton } from "../recording/RecordButton";
import { endCall, holdCall, resumeCall } from "../state/commands";
import { usePendingTransfer } from "../state/pendingTransfer";
import { SHORTCUT_OPTIONS, useShortcutsOn } from "../state/shortcuts";
import { useCommand } from "../state/useCommand";
import { TransferDialog } from "../transfer/TransferDialog";
import type { Call } from "../types";

interface CallControlsProps {
  call: Call;
  local: LocalMedia;
  /** A colleague who is only being briefed can neither hold nor end the client's call. */
  leading: boolean;
  unread: number;
  chatOpen: boolean;
  onChat: () => void;
}

/** The bar under the pictures. */
export function CallControls({ call, local, leading, unread, chatOpen, onChat }: CallControlsProps) {
  // Two rows of words would leave little of the picture on a phone.
  const words = useMediaQuery("(min-width: 640px)", true, { getInitialValueInEffect: false });
  useMediaShortcuts(local);
  return (
    <ControlBar local={local} withLabels={words} withBackground>
      {leading && <HoldButton call={call} withLabel={words} />}
      {leading && <InviteButton call={call} withLabel={words} />}
      {leading && <RecordButton call={call} withLabel={words} />}
      {leading && <TransferButton call={call} withLabel={words} />}
      <ChatButton unread={unread} open={chatOpen} withLabel={words} onClick={onChat} />
      {leading && <EndButton call={call} withLabel={words} />}
    </ControlBar>
  );
}

function useMediaShortcuts(local: LocalMedia): void {
  const on = useShortcutsOn();
  const mute = () => {
    const { on: open, track } = local.state().microphone;
    void local.setMicrophone(!(open && track !== null));
  };
  const camera = () => void local.setCamera(!local.state().camera.on);
  useHotkeys(
    on
      ? [
          ["alt+M", mute, SHORTCUT_OPTIONS],
          ["alt+V", camera, SHORTCUT_OPTIONS],
        ]
      : [],
    [],
    true,
  );
}

interface CallButtonProps {
  call: Call;
  withLabel: boolean;
}

function HoldButton({ call, withLabel }: CallButtonProps) {
  const { t } = useTranslation("workstation");
  const transfer = usePendingTransfer(call);
  const { busy, run } = useCommand(() => (call.on_hold ? resumeCall(call.id) : holdCall(call.id)));
  return (
    <ControlButton
      label={call.on_hold ? t("call.resume") : t("call.hold")}
      icon={call.on_hold ? IconPlayerPlay : IconPlayerPause}
      tone={call.on_hold ? "active" : undefined}
      withLabel={withLabel}
      disabled={busy || transfer !== null}
      onClick={() => void run()}
    />
  );
}

function TransferButton({ call, withLabel }: CallButtonProps) {
  const { t } = useTranslation("workstation");
  const [opened, { open, close }] = useDisclosure(false);
  const pending = usePendingTransfer(call);
  return (
    <>
      <ControlButton
        label={t("transfer.button")}
        icon={IconArrowsExchange}
        withLabel={withLabel}
        disabled={pending !== null}
        onClick={open}
      />
      <TransferDialog call={call} opened={opened && pending === null} onClose={close} />
    </>
  );
}

function EndButton({ call, withLabel }: CallButtonProps) {
  const { run } = useCommand(() => endCall(call.id));
  return <LeaveButton kind="endCall" withLabel={withLabel} onClick={() => void run()} />;
}
