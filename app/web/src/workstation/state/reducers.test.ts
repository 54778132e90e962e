import { describe, expect, test } from "vitest";
import type { Envelope } from "../../shared/realtime";
import type { Call, DepartmentQueue, Offer, PersonRoom, Presence, QueueEntry } from "../types";
import { reduceCallRoom, reduceDepartment, reducePerson } from "./reducers";

const AT = "2026-11-24T12:00:00+00:00";
const LATER = "2026-11-24T12:02:00+00:00";
const event = (name: Envelope["name"], data: unknown, at = AT) =>
  ({ room: "r", seq: 1, name, data, at }) as Envelope;

const presence = (part: Partial<Presence> = {}): Presence => ({
  person_id: 1,
  name: "Ana",
  state: "online",
  wanted: "online",
  reason: "",
  since: AT,
  wrap_up_until: null,
  version: 1,
  ...part,
});

const call = (part: Partial<Call> = {}): Call =>
  ({ id: 7, me: 3, ended_at: null, closed_at: null, wrap_up_until: null, version: 1, ...part }) as Call;

const over = (part: Partial<Call> = {}) =>
  call({ me: null, ended_at: AT, wrap_up_until: LATER, version: 2, ...part });

const offer = (id: number): Offer => ({ id, client: { name: "Bia" } }) as Offer;

const room = (part: Partial<PersonRoom> = {}): PersonRoom => ({
  presence: presence(),
  offers: [],
  call: null,
  ...part,
});

describe("one's own room", () => {
  test("drops an older presence and returns the same object", () => {
    const state = room({ presence: presence({ version: 5 }) });
    expect(reducePerson(state, event("presence.changed", presence({ version: 4, state: "offline" })))).toBe(
      state,
    );
  });

  test("an offer rings once and its end keeps why", () => {
    const rung = reducePerson(room(), event("offer.made", offer(4)));
    expect(reducePerson(rung, event("offer.made", offer(4))).offers).toHaveLength(1);
    const ended = reducePerson(rung, event("offer.closed", { offer_id: 4, reason: "taken" }));
    expect(ended.offers).toEqual([]);
    expect(ended.lastEnded).toEqual({ offer: offer(4), reason: "taken" });
  });

  test("the end of an offer that never rang here changes nothing", () => {
    const state = room();
    expect(reducePerson(state, event("offer.closed", { offer_id: 9, reason: "expired" }))).toBe(state);
  });

  test("a call that is answered comes to the stage, and an older state of it does not", () => {
    const state = reducePerson(room(), event("call.changed", { call: call({ version: 3 }) }));
    expect(state.call?.version).toBe(3);
    expect(reducePerson(state, event("call.changed", { call: call({ version: 2 }) }))).toBe(state);
  });

  test("a call that ended stays for its closing until the time for it is over", () => {
    const state = room({ call: call() });
    expect(reducePerson(state, event("call.changed", { call: over() })).call?.version).toBe(2);
    expect(reducePerson(state, event("call.changed", { call: over() }, LATER)).call).toBeNull();
    expect(reducePerson(state, event("call.changed", { call: over({ closed_at: AT }) })).call).toBeNull();
  });

  test("news of an earlier call does not push the present one away", () => {
    const state = room({ call: call({ id: 8 }) });
    expect(reducePerson(state, event("call.changed", { call: over() }))).toBe(state);
    expect(reducePerson(state, event("call.changed", { call: call() })).call?.id).toBe(7);
  });

  test("whoever is neither in a call nor in after-call work has no call on the stage", () => {
    const state = room({ call: over(), presence: presence({ state: "on_call" }) });
    expect(reducePerson(state, event("presence.changed", presence({ version: 2 }))).call).toBeNull();
    const wrapping = presence({ version: 2, state: "offline", wrap_up_until: LATER });
    expect(reducePerson(state, event("presence.changed", wrapping)).call?.id).toBe(7);
  });
});

const entry = (id: number, position: number, version = 1): QueueEntry =>
  ({ id, position, version, state: "waiting", joined_at: AT }) as QueueEntry;

const queue = (entries: QueueEntry[]): DepartmentQueue => ({
  department: { id: 1, name: "Support", service_level_seconds: 60 },
  entries,
  attendants: [presence()],
});

const ids = ({ entries }: DepartmentQueue) => entries.map(({ id }) => id);

describe("a department's queue", () => {
  test("a new client stands at the end, one who is handed over in front", () => {
    const state = queue([entry(1, 1), entry(2, 2)]);
    expect(ids(reduceDepartment(state, event("queue.entry_changed", entry(3, 3))))).toEqual([1, 2, 3]);
    expect(ids(reduceDepartment(state, event("queue.entry_changed", entry(4, 1))))).toEqual([4, 1, 2]);
  });

  test("after the first has left, a newcomer stands behind those who move up", () => {
    const left = reduceDepartment(
      queue([entry(1, 1), entry(2, 2)]),
      event("queue.entry_left", { entry_id: 1, reason: "answered" }),
    );
    expect(ids(reduceDepartment(left, event("queue.entry_changed", entry(3, 2))))).toEqual([2, 3]);
  });

  test("an older state of an entry is dropped, a newer one keeps the place", () => {
    const state = queue([entry(1, 1, 4), entry(2, 2, 4)]);
    expect(reduceDepartment(state, event("queue.entry_changed", entry(2, 2, 3)))).toBe(state);
    const ringing = { ...entry(1, 1, 5), state: "ringing" as const };
    const next = reduceDepartment(state, event("queue.entry_changed", ringing));
    expect(next.entries.map(({ state }) => state)).toEqual(["ringing", "waiting"]);
  });

  test("a colleague's presence follows its version", () => {
    const state = queue([]);
    const paused = presence({ state: "paused", version: 2 });
    const next = reduceDepartment(state, event("presence.changed", paused));
    expect(next.attendants).toEqual([paused]);
    expect(reduceDepartment(next, event("presence.changed", presence()))).toBe(next);
  });
});

test("a message that comes twice is shown once", () => {
  const state = { call: call(), messages: [] };
  const said = event("call.message", { call_id: 7, message: { id: 1, text: "hi" } });
  const once = reduceCallRoom(state, said);
  expect(once.messages).toHaveLength(1);
  expect(reduceCallRoom(once, said)).toBe(once);
});
