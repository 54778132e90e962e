import { useState } from "react";
import { isProblem } from "../../shared/api/problem";
import { noteTags } from "../side/recentTags";
import { finishClosing } from "../state/closings";
import { closeCall } from "../state/commands";
import { forgetNotes, notesOf } from "../state/notes";
import { refusalText } from "../state/refusals";
import type { Call, Outcome } from "../types";

/** Sends the closing. A refusal that trying again cannot change lets the person leave without it. */
export function useFinish(call: Call) {
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const done = () => {
    forgetNotes(call.id);
    finishClosing(call.id);
  };
  const finish = async (outcome: Outcome | null, tags: string[], notes: string) => {
    setMissing(outcome === null);
    if (outcome === null || busy) return;
    setBusy(true);
    setProblem(null);
    notesOf(call).stop();
    try {
      await closeCall(call.id, { outcome, tags, notes });
      noteTags(tags);
      done();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return {
    busy,
    missing,
    error: problem === null ? null : refusalText(problem),
    final: isProblem(problem) && problem.status >= 400 && problem.status < 500 && problem.status !== 429,
    finish,
    giveUp: done,
  };
}
