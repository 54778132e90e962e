import type { Tone } from "../../shared/ui";

export type WaitWord = "fine" | "near" | "past";

/** From this share of the service level on a wait is close to it. */
const NEAR = 0.75;

/** How a wait stands to the department's service level; both in seconds. */
export function waitWord(seconds: number, serviceLevel: number): WaitWord {
  if (seconds >= serviceLevel) return "past";
  return seconds >= serviceLevel * NEAR ? "near" : "fine";
}

export const WAIT_TONES: Record<WaitWord, Tone> = { fine: "gray", near: "amber", past: "red" };
