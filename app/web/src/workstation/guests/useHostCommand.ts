import i18next from "i18next";
import { useCallback, useState } from "react";
import { isProblem } from "../../shared/api/problem";
import { notifyFailed, planFeatureOf, planLimitOf } from "../../shared/ui";
import { refusalText } from "../state/refusals";

const SAID = new Set(["guest-not-asking", "room-locked", "media-server-unreachable", "too-many-requests"]);

/** What happened and what to do now, for anything that a command about guests threw. */
export function hostText(error: unknown): string {
  if (isProblem(error) && SAID.has(error.kind))
    return i18next.t(`host.problem.${error.kind as "room-locked"}`, { ns: "guests" });
  return refusalText(error);
}

/**
 * Runs one command at a time. What the plan refuses is kept in `refusal` for its dialogs; anything else is
 * told in a corner. `run` resolves with whether it went well.
 */
export function useHostCommand() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const run = useCallback(async (command: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await command();
      return true;
    } catch (error) {
      if (planFeatureOf(error) || planLimitOf(error)) setRefusal(error);
      else notifyFailed(hostText(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  const dismiss = useCallback(() => setRefusal(null), []);
  return { busy, refusal, dismiss, run };
}
