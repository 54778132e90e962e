import i18next from "i18next";
import { isProblem } from "../../shared/api/problem";
import { notifyFailed, problemText } from "../../shared/ui";

const SAID = {
  "offer-taken": "refusal.offerTaken",
  "offer-closed": "refusal.offerClosed",
  "call-in-progress": "refusal.callInProgress",
  "call-not-in-progress": "refusal.callNotInProgress",
  "transfer-pending": "refusal.transferPending",
  "target-not-free": "refusal.targetNotFree",
  "no-transfer": "refusal.noTransfer",
  "no-department": "refusal.noDepartment",
  "schedule-status": "refusal.scheduleStatus",
} as const;

/** What happened and what to do now, for anything that a command of the Workstation threw. */
export function refusalText(error: unknown): string {
  const said = isProblem(error) ? SAID[error.kind as keyof typeof SAID] : undefined;
  if (said) return i18next.t(said, { ns: "workstation" });
  if (isProblem(error) && error.status === 503)
    return i18next.t("refusal.unavailable", { ns: "workstation" });
  return problemText(error);
}

/** Runs a command; a refusal is told in a corner. Resolves with whether it went well. */
export async function attempt(command: () => Promise<unknown>): Promise<boolean> {
  try {
    await command();
    return true;
  } catch (error) {
    notifyFailed(refusalText(error));
    return false;
  }
}
