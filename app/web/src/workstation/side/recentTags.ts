import { recall, remember } from "../../shared/storage";

const KEY = "workstation.tags";
const KEPT = 30;

/** The tags that were used on this browser, the newest first. */
export function recentTags(): string[] {
  return recall<string[]>(KEY, []);
}

export function noteTags(tags: readonly string[]): void {
  remember(KEY, [...new Set([...tags, ...recentTags()])].slice(0, KEPT));
}
