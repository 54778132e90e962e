import { useSyncExternalStore } from "react";
import type { CallHandle } from "../../shared/call/useCall";
import { Store } from "../../shared/realtime";

/** The call whose media this page carries; it stands above every route, so that it outlives them. */
export interface LiveCall {
  readonly callId: number;
  readonly handle: CallHandle;
}

export const liveCall = new Store<LiveCall | null>(null);

export function useLiveCall(): LiveCall | null {
  return useSyncExternalStore(liveCall.subscribe, liveCall.get);
}

/** What this tab remembers through a reload: its call, and what was switched off in it. */
export interface Carried {
  readonly callId: number;
  readonly microphone: boolean;
  readonly camera: boolean;
}

const KEY = "voki.workstation.carried";

function read(): Carried | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

/**
 * The call that belongs to this tab. Another tab, opened for the panel, must not take the media
 * away; a reload of the one that had them must bring them back.
 */
export const carried = new Store<Carried | null>(read());

carried.subscribe(() => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(carried.get()));
  } catch {
    // Without storage a reload outside of the Workstation only asks the person to go back there.
  }
});

export function carryHere(callId: number): void {
  if (carried.get()?.callId !== callId) carried.set({ callId, microphone: true, camera: true });
}

export function useCarried(): Carried | null {
  return useSyncExternalStore(carried.subscribe, carried.get);
}
