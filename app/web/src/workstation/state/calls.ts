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

export type EndedBecause = "you_ended" | "you_transferred" | "client_left" | "connection_lost" | "ended";

/** Why one's own part in the call is over. */
export function endedBecause(call: Call): EndedBecause {
  if (call.status === "transferred" || call.ended_at === null) return "you_transferred";
  if (call.end_reason === "attendant_ended") return "you_ended";
  if (call.end_reason === "client_left" || call.end_reason === "left_in_transfer") return "client_left";
  return call.end_reason === "connection_lost" ? "connection_lost" : "ended";
}
