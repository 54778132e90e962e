import { useSyncExternalStore } from "react";
import type { Call } from "../types";
import { editCall } from "./commands";
import { NotesKeeper } from "./notesKeeper";

/* By call, so that the Notes tab and the closing dialog share what is being typed. */
const keepers = new Map<number, NotesKeeper>();

export function notesOf(call: Call): NotesKeeper {
  const known = keepers.get(call.id);
  if (known) return known;
  const made = new NotesKeeper(call.notes, (notes) => editCall(call.id, { notes }));
  keepers.set(call.id, made);
  return made;
}

export function forgetNotes(callId: number): void {
  keepers.get(callId)?.stop();
  keepers.delete(callId);
}

export function useNotes(call: Call) {
  const keeper = notesOf(call);
  return { keeper, draft: useSyncExternalStore(keeper.draft.subscribe, keeper.draft.get) };
}
