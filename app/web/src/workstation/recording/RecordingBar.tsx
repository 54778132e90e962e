import { Button, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { CallView, RecordingState } from "../../shared/call/types";
import { useSecondsLeft } from "../../shared/call/useSecondsLeft";
import { wordList } from "../../shared/format";
import { useConnectionState } from "../../shared/realtime";
import { problemWords } from "../../shared/recording/problems";
import { refusers } from "../../shared/recording/states";
import { UpgradeDialog } from "../../shared/ui";
import classes from "./RecordingBar.module.css";
import { useRecording } from "./useRecording";

/** Where the recording stands, in a sentence, with what the attendant can do about it. */
export function RecordingBar({ call }: { call: CallView }) {
  const { t } = useTranslation("recording");
  const acts = useRecording(call.id);
  const text = sentence(call, t);
  if (!call.recording || text === null) return null;
  return (
    <div className={classes.bar} data-tone={toneOf(call.recording)} role="status" aria-label={t("bar.label")}>
      <Text size="sm" className={classes.text}>
        {text} <Remainder call={call} recording={call.recording} />
      </Text>
      <Acts call={call} recording={call.recording} acts={acts} />
      <UpgradeDialog error={acts.lacking} onClose={acts.closeDialog} />
    </div>
  );
}

type Acts = ReturnType<typeof useRecording>;
interface PartProps {
  call: CallView;
  recording: RecordingState;
}

function Acts({ call, recording, acts }: PartProps & { acts: Acts }) {
  const { t } = useTranslation("recording");
  const { state } = recording;
  if (state === "asking" && !recording.mandatory)
    return (
      <Button size="xs" variant="default" loading={acts.busy} onClick={acts.stop}>
        {t("bar.withdraw")}
      </Button>
    );
  if (state === "failed" || (recording.problem && state === "queued"))
    return (
      <Button size="xs" loading={acts.busy} onClick={acts.start}>
        {t("bar.tryAgain")}
      </Button>
    );
  if (refusers(call).length === 0) return null;
  return <AskAgain call={call} recording={recording} acts={acts} />;
}

function AskAgain({ recording, acts }: PartProps & { acts: Acts }) {
  const { t } = useTranslation("recording");
  const { serverOffset } = useConnectionState();
  const seconds = useSecondsLeft(recording.ask_again_at, serverOffset);
  if (seconds === null) return null;
  // A new recording after the old one has stopped, else the same question again.
  const ask = recording.state === "stopped" ? acts.start : acts.askAgain;
  return (
    <Button size="xs" disabled={seconds > 0} loading={acts.busy} onClick={ask} data-figures>
      {seconds > 0 ? t("bar.askAgainIn", { seconds }) : t("bar.askAgain")}
    </Button>
  );
}

/** Seconds of the open question, or that it cannot be put again. */
function Remainder({ call, recording }: PartProps) {
  const { t } = useTranslation("recording");
  const { serverOffset } = useConnectionState();
  const open = recording.consents.find(({ state }) => state === "asked");
  const seconds = useSecondsLeft(open?.answer_until ?? null, serverOffset);
  if (recording.state === "asking" && seconds !== null)
    return <span data-figures>{t("bar.askingLeft", { seconds })}</span>;
  const spent = recording.ask_again_at === null && refusers(call).length > 0;
  return spent && recording.state !== "failed" ? t("bar.noMore") : null;
}

function sentence(call: CallView, t: TFunction<"recording">): string | null {
  const { recording } = call;
  if (!recording) return null;
  const problem = problemWords(recording.problem, t);
  if (recording.mandatory && call.on_hold && recording.problem) return t("bar.held", { problem });
  switch (recording.state) {
    case "asking":
      return t("bar.asking", { name: clientName(call) });
    case "declined":
    case "stopped":
      return refusal(call, t);
    case "queued":
      return recording.problem ? t("bar.interrupted", { problem }) : t("bar.queued");
    case "recording":
      return others(call, t);
    case "failed":
      return t("bar.failed", { problem });
    default:
      return t(`bar.${recording.state}`);
  }
}

/** A recording that was simply stopped needs no word. */
function refusal(call: CallView, t: TFunction<"recording">): string | null {
  const client = call.participants.find(({ kind }) => kind === "client");
  const state = call.recording?.consents.find((each) => each.participant_id === client?.id)?.state;
  if (state !== "declined" && state !== "silent" && state !== "revoked") return null;
  return t(`bar.${state}`, { name: client?.name ?? "" });
}

/** That it runs is told by the badge. */
function others(call: CallView, t: TFunction<"recording">): string | null {
  const names = refusers(call).map(({ name }) => name);
  return names.length > 0 ? t("bar.others", { names: wordList(names) }) : null;
}

function clientName(call: CallView): string {
  return call.participants.find(({ kind }) => kind === "client")?.name ?? "";
}

function toneOf({ state, problem }: RecordingState): string {
  if (state === "failed" || problem) return "red";
  return state === "recording" ? "blue" : "amber";
}
