import i18next, { type TFunction } from "i18next";

/** Why a recording does not run, as the end of a sentence. */
export function problemWords(problem: string | null, t: TFunction<"recording">): string {
  const known = problem !== null && i18next.exists(`recording:problem.${problem}`);
  return t(`problem.${known ? (problem as "unknown") : "unknown"}`);
}
