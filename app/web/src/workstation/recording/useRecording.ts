import i18next from "i18next";
import { useState } from "react";
import { isProblem } from "../../shared/api/problem";
import { notifyFailed, planFeatureOf } from "../../shared/ui";
import { refusalText } from "../state/refusals";
import { askAgain, startRecording, stopRecording } from "./commands";

/** The attendant's acts on the recording; `lacking` is a refusal by the plan, for the dialog. */
export function useRecording(callId: number) {
  const [busy, setBusy] = useState(false);
  const [lacking, setLacking] = useState<unknown>(null);
  const run = async (command: (id: number) => Promise<unknown>) => {
    setBusy(true);
    try {
      await command(callId);
    } catch (error) {
      if (planFeatureOf(error)) setLacking(error);
      else notifyFailed(sentence(error));
    }
    setBusy(false);
  };
  return {
    busy,
    lacking,
    closeDialog: () => setLacking(null),
    start: () => void run(startRecording),
    askAgain: () => void run(askAgain),
    stop: () => void run(stopRecording),
  };
}

function sentence(error: unknown): string {
  const key = isProblem(error) ? `recording:refusal.${error.kind}` : "";
  return i18next.exists(key) ? i18next.t(key as "recording:refusal.recording-off") : refusalText(error);
}
