import type { DepartmentQueue, Presence } from "../types";

/** Those who can help come first. */
const ORDER: Presence["state"][] = ["online", "on_call", "paused", "away", "offline"];

/** Everybody of several departments once, by state and name. */
export function mergeTeams(queues: readonly DepartmentQueue[]): Presence[] {
  const people = new Map<number, Presence>();
  for (const presence of queues.flatMap(({ attendants }) => attendants)) {
    const known = people.get(presence.person_id);
    if (!known || known.version < presence.version) people.set(presence.person_id, presence);
  }
  const place = ({ state }: Presence) => ORDER.indexOf(state);
  return [...people.values()].sort(
    (one, other) => place(one) - place(other) || one.name.localeCompare(other.name),
  );
}

/** `mergeTeams` that gives the same list again while no team has changed. */
export function teamSelector(): (queues: readonly DepartmentQueue[]) => Presence[] {
  let teams: DepartmentQueue["attendants"][] = [];
  let merged: Presence[] = [];
  return (queues) => {
    const next = queues.map(({ attendants }) => attendants);
    const same = next.length === teams.length && next.every((team, index) => team === teams[index]);
    if (same) return merged;
    teams = next;
    merged = mergeTeams(queues);
    return merged;
  };
}

export function countWaiting(queues: readonly DepartmentQueue[]): number {
  return queues.reduce((sum, { entries }) => sum + entries.length, 0);
}
