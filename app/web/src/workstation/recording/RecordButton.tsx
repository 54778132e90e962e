import { IconPlayerRecord, IconPlayerStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ControlButton } from "../../shared/call/ControlButton";
import type { CallView } from "../../shared/call/types";
import { isComing, isRunning } from "../../shared/recording/states";
import { UpgradeDialog } from "../../shared/ui";
import { useRecording } from "./useRecording";

interface RecordButtonProps {
  call: CallView;
  withLabel: boolean;
}

/** Asks for the recording, or ends it. What is going on stands in the bar above the pictures. */
export function RecordButton({ call, withLabel }: RecordButtonProps) {
  const { t } = useTranslation("recording");
  const { busy, lacking, closeDialog, start, stop } = useRecording(call.id);
  const { recording } = call;
  const running = isRunning(recording) || isComing(recording);
  const waiting = recording?.state === "asking" || recording?.state === "stopping";
  return (
    <>
      <ControlButton
        label={running ? t("button.stop") : t("button.record")}
        icon={running ? IconPlayerStop : IconPlayerRecord}
        tone={running ? "active" : undefined}
        withLabel={withLabel}
        disabled={busy || waiting || (running && recording?.mandatory)}
        onClick={running ? stop : start}
      />
      <UpgradeDialog error={lacking} onClose={closeDialog} />
    </>
  );
}
