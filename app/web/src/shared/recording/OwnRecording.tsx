import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallView } from "../call/types";
import { ConfirmDialog } from "../ui/ConfirmDialog";
import { ConsentDialog } from "./ConsentDialog";
import { RecordingBadge } from "./RecordingBadge";
import classes from "./recording.module.css";
import { isComing, isLive, isRunning, ownConsent } from "./states";

interface OwnRecordingProps {
  call: CallView;
  company: string;
  serverOffset: number;
  /** Says yes or no to the open question. */
  answerConsent: (accepted: boolean) => Promise<unknown>;
  /** Takes the consent back. */
  revokeConsent: () => Promise<unknown>;
}

/** For a client or a guest: the question, that the call is recorded, and the way out of it. */
export function OwnRecording(props: OwnRecordingProps) {
  const { call, company, serverOffset, answerConsent: answer, revokeConsent: revoke } = props;
  const { recording } = call;
  const consent = ownConsent(call);
  if (!recording) return null;
  return (
    <>
      {consent?.state === "asked" && isLive(recording) && (
        <ConsentDialog {...{ recording, consent, company, serverOffset, answer }} />
      )}
      <div className={classes.corner}>
        <RecordingBadge recording={recording} />
        {consent?.state === "accepted" && (isRunning(recording) || isComing(recording)) && (
          <StopButton mandatory={recording.mandatory} revoke={revoke} />
        )}
        <OutOfIt call={call} />
      </div>
    </>
  );
}

/** Says that we are not in it, to whoever has said no or has taken their yes back. */
function OutOfIt({ call }: { call: CallView }) {
  const { t } = useTranslation("recording");
  const state = ownConsent(call)?.state;
  const running = isRunning(call.recording);
  if (state === "revoked") return <Line text={t("mine.stopped")} />;
  if (running && (state === "declined" || state === "silent")) return <Line text={t("mine.notIn")} />;
  if (call.on_hold && call.recording?.mandatory && !running) return <Line text={t("mine.held")} />;
  return null;
}

function Line({ text }: { text: string }) {
  return (
    <span role="status" className={classes.badge}>
      {text}
    </span>
  );
}

function StopButton({ mandatory, revoke }: { mandatory: boolean; revoke: () => Promise<unknown> }) {
  const { t } = useTranslation("recording");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const stop = async () => {
    setBusy(true);
    // A refusal means that the recording is over already; the next state of the call says so.
    await revoke().catch(() => undefined);
    setBusy(false);
    setAsking(false);
  };
  return (
    <>
      <UnstyledButton
        className={classes.stop}
        disabled={busy}
        onClick={() => (mandatory ? setAsking(true) : void stop())}
      >
        {t("mine.stop")}
      </UnstyledButton>
      <ConfirmDialog
        opened={asking}
        title={t("mine.confirmTitle")}
        text={t("mine.confirmText")}
        confirmLabel={t("mine.confirm")}
        busy={busy}
        onConfirm={() => void stop()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
