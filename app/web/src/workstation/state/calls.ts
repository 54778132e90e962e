import type { Call } from "../types";

/** Whether this person is in the call now. */
export function isSeated(call: Call): boolean {
  return call.me !== null && call.ended_at === null;
}

/** Whether one's own part is over and its closing dialog is still owed. `at`: server time, milliseconds. */
export function isClosing(call: Call, at: number): boolean {
  if (isSeated(call) || call.closed_at !== null || call.wrap_up_until === null) return false;
  return Date.parse(call.wrap_up_until) > at;
}

/** Whether this person leads the call, and is not a colleague who is being briefed. */
export function leads(call: Call, personId: number): boolean {
  return call.person_id === personId;
}

const SAID = ["connection_lost", "consent_declined", "recording_unavailable"] as const;

export type EndedBecause = "you_ended" | "you_transferred" | "client_left" | "ended" | (typeof SAID)[number];

/** Why one's own part in the call is over. */
export function endedBecause(call: Call): EndedBecause {
  if (call.status === "transferred" || call.ended_at === null) return "you_transferred";
  if (call.end_reason === "attendant_ended") return "you_ended";
  if (call.end_reason === "client_left" || call.end_reason === "left_in_transfer") return "client_left";
  return SAID.find((reason) => reason === call.end_reason) ?? "ended";
}
