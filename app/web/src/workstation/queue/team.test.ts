import { expect, test } from "vitest";
import type { DepartmentQueue, Presence } from "../types";
import { mergeTeams, teamSelector } from "./team";

const presence = (person_id: number, name: string, state: Presence["state"], version = 1) =>
  ({ person_id, name, state, version }) as Presence;
const queue = (...attendants: Presence[]) => ({ attendants }) as DepartmentQueue;

test("everybody stands there once, those who can help first, with their newest state", () => {
  const team = mergeTeams([
    queue(presence(1, "Zoe", "online"), presence(2, "Bia", "offline")),
    queue(presence(2, "Bia", "paused", 2), presence(3, "Ana", "online")),
  ]);
  expect(team.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "Ana online",
    "Zoe online",
    "Bia paused",
  ]);
});

test("the list keeps its identity while no team changes", () => {
  const select = teamSelector();
  const one = queue(presence(1, "Ana", "online"));
  const first = select([one]);
  expect(select([{ ...one }])).toBe(first);
  expect(select([queue(presence(1, "Ana", "paused", 2))])).not.toBe(first);
});
