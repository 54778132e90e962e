import { expect, test } from "vitest";
import type { Call, Presence } from "../types";
import { dropClosedElsewhere, noteCall } from "./closings";

const NOW = Date.parse("2026-11-24T12:00:00+00:00");
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

const over = (part: Partial<Call> = {}): Call =>
  ({
    id: 7,
    me: null,
    ended_at: at(-5),
    closed_at: null,
    wrap_up_until: at(60),
    version: 2,
    ...part,
  }) as Call;

const presence = (part: Partial<Presence> = {}): Presence =>
  ({ state: "online", wrap_up_until: null, version: 1, ...part }) as Presence;

test("a call that ends is owed a closing, once", () => {
  const list = noteCall([], over(), NOW);
  expect(list.map(({ id }) => id)).toEqual([7]);
  expect(noteCall(list, over(), NOW)).toBe(list);
  expect(noteCall(list, over({ version: 3, notes: "x" }), NOW)[0]?.notes).toBe("x");
});

test("a closing stays when its time is over, and when another call comes", () => {
  const list = noteCall([], over(), NOW);
  expect(noteCall(list, null, NOW + 90_000)).toBe(list);
  const other = over({ id: 8, me: 3, ended_at: null });
  expect(noteCall(list, other, NOW)).toBe(list);
  expect(dropClosedElsewhere(list, presence(), NOW + 90_000)).toBe(list);
});

test("a call that is closed, or that one is back in, owes nothing", () => {
  const list = noteCall([], over(), NOW);
  expect(noteCall(list, over({ version: 3, closed_at: at(1) }), NOW)).toEqual([]);
  expect(noteCall(list, over({ version: 3, me: 5, ended_at: null }), NOW)).toEqual([]);
});

test("a closing that was finished in another tab goes", () => {
  const list = noteCall([], over(), NOW);
  expect(dropClosedElsewhere(list, presence({ state: "on_call" }), NOW)).toBe(list);
  expect(dropClosedElsewhere(list, presence({ wrap_up_until: at(60) }), NOW)).toBe(list);
  expect(dropClosedElsewhere(list, presence(), NOW)).toEqual([]);
});
