import { useEffect, useSyncExternalStore } from "react";
import { Store } from "../../shared/realtime";
import { recall, remember } from "../../shared/storage";
import type { Call } from "../types";

/** A warm transfer that we asked for. The call itself tells only once the colleague has answered. */
export interface PendingTransfer {
  readonly callId: number;
  /** The department or colleague who is asked. */
  readonly target: string;
  /** The client has been seen on hold for it, so that being off hold again means that it is over. */
  readonly held: boolean;
}

const KEY = "workstation.transfer";
const pending = new Store(recall<PendingTransfer | null>(KEY, null));

export function notePending(transfer: PendingTransfer | null): void {
  remember(KEY, transfer);
  pending.set(transfer);
}

/** Our transfer that is under way: asked for, or with the colleague already in the call. */
export function usePendingTransfer(call: Call): PendingTransfer | null {
  const noted = useSyncExternalStore(pending.subscribe, pending.get);
  const ours = noted?.callId === call.id ? noted : null;
  const next = afterHold(ours, call.on_hold);
  useEffect(() => {
    if (next !== ours) notePending(next);
  }, [next, ours]);
  if (call.consulting) return next ?? { callId: call.id, target: colleagueOf(call), held: true };
  return next;
}

/** What is left of a transfer when the client is on hold, or is not any more. */
export function afterHold(transfer: PendingTransfer | null, onHold: boolean): PendingTransfer | null {
  if (!transfer || transfer.held === onHold) return transfer;
  return onHold ? { ...transfer, held: true } : null;
}

function colleagueOf(call: Call): string {
  const other = call.participants.find(({ id, kind }) => kind === "attendant" && id !== call.me);
  return other?.name ?? "";
}
