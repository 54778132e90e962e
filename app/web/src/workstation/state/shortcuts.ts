import { useSyncExternalStore } from "react";
import { Store } from "../../shared/realtime";
import { recall, remember } from "../../shared/storage";

const KEY = "workstation.shortcuts";

/* Keys by their place on the keyboard: Alt and a letter writes a sign on some of them. */
export const SHORTCUT_OPTIONS = { usePhysicalKeys: true };

const on = new Store(recall(KEY, true));

export function switchShortcuts(value: boolean): void {
  remember(KEY, value);
  on.set(value);
}

/** Whether single keys and combinations act; a person may want them off. */
export function useShortcutsOn(): boolean {
  return useSyncExternalStore(on.subscribe, on.get);
}
