import { describe, expect, test } from "vitest";
import type { Envelope } from "../../shared/realtime";
import { patched, reduceLiveCalls } from "./liveRooms";
import type { LiveCall } from "./modes";

const line = (id: number, version: number, more: Partial<LiveCall> = {}): LiveCall => ({
  id,
  version,
  protocol: `P${id}`,
  status: "in_progress",
  department: { id: 1, name: "Cards" },
  client_name: "Zoe",
  attendant: { id: 2, name: "Ana" },
  created_at: "2026-01-01T10:00:00Z",
  answered_at: "2026-01-01T10:01:00Z",
  on_hold: false,
  consulting: false,
  media_mode: "p2p",
  participants: 2,
  quality: null,
  recording: null,
  supervisors: [],
  ...more,
});

const event = (name: string, data: unknown) =>
  ({ room: "live_calls:1", seq: 1, name, data, at: "" }) as Envelope;

describe("the rooms of live calls", () => {
  const room = { calls: [line(1, 3), line(2, 1)] };

  test("a newer line takes the place of the older one, an older one does not", () => {
    const held = line(1, 4, { on_hold: true });
    const next = reduceLiveCalls(room, event("live_call.changed", { call: held }));
    expect(next.calls[0]).toBe(held);
    expect(reduceLiveCalls(next, event("live_call.changed", { call: line(1, 3) }))).toBe(next);
  });

  test("a call that leaves is gone, unless it has come back since", () => {
    const gone = reduceLiveCalls(room, event("live_call.left", { call_id: 2, version: 1 }));
    expect(gone.calls.map(({ id }) => id)).toEqual([1]);
    expect(reduceLiveCalls(room, event("live_call.left", { call_id: 1, version: 2 }))).toBe(room);
  });
});

describe("the list as it is cached", () => {
  const pages = { pages: [{ items: [line(1, 3), line(2, 1)], next_cursor: null }] };

  test("takes in what is newer, and drops what has ended", () => {
    const next = patched(pages, new Map([[1, line(1, 5, { participants: 3 })]]));
    expect(next.pages[0]?.items.map(({ id, participants }) => [id, participants])).toEqual([[1, 3]]);
  });

  test("stays the same object where nothing differs", () => {
    expect(patched(pages, new Map([line(1, 2), line(2, 1)].map((one) => [one.id, one])))).toBe(pages);
  });
});
