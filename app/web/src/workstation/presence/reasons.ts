import type { TFunction } from "i18next";

export const PAUSE_REASONS = ["break", "lunch", "training", "meeting", "other"] as const;
const KNOWN = [...PAUSE_REASONS, "no_answer", "wrap_up"] as const;

/** The reason of a state in the person's words; empty without one. */
export function reasonText(reason: string, t: TFunction<"workstation">): string {
  const known = KNOWN.find((one) => one === reason);
  return known ? t(`reason.${known}`) : reason;
}
