import { newer, Store } from "../../shared/realtime";
import type { Call, Presence } from "../types";
import { isClosing, isSeated } from "./calls";

/** Calls whose closing dialog this page still owes, the oldest first. */
export const closings = new Store<readonly Call[]>([]);

/** Takes in what the own room says about its call. `at`: server time, milliseconds. */
export function noteCall(list: readonly Call[], call: Call | null, at: number): readonly Call[] {
  if (!call) return list;
  const known = list.find(({ id }) => id === call.id);
  if (isSeated(call) || call.closed_at !== null) return known ? list.filter((one) => one !== known) : list;
  if (!known) return isClosing(call, at) ? [...list, call] : list;
  const kept = newer(known, call);
  return kept === known ? list : list.map((one) => (one === known ? kept : one));
}

/**
 * Drops what was closed in another tab: its time for after-call work is not over, yet the person has
 * none. A closing whose time is simply over stays, so that nothing typed is lost.
 */
export function dropClosedElsewhere(list: readonly Call[], presence: Presence, at: number): readonly Call[] {
  if (presence.state === "on_call" || presence.wrap_up_until !== null) return list;
  const kept = list.filter((call) => !isClosing(call, at + MARGIN_MS));
  return kept.length === list.length ? list : kept;
}

/** Clocks differ a little, and the server's timer has to run before it tells. */
const MARGIN_MS = 2_000;

export function finishClosing(id: number): void {
  closings.set(closings.get().filter((call) => call.id !== id));
}
