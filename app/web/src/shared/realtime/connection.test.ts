import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BUSY_BEAT_MS, Connection, IDLE_BEAT_MS } from "./connection";
import type { Envelope, Reducer } from "./room";
import type { Ack, LinkStatus, Ticker, Transport } from "./transport";

type Answer = (payload: never) => unknown;

class FakeServer implements Transport {
  readonly mediaConnection = "link";
  readonly log: [string, unknown][] = [];
  answers: Record<string, Answer> = {};
  private handlers = new Map<string, (payload: never) => void>();
  private status: (status: LinkStatus) => void = () => undefined;
  closed = false;

  open() {}
  close() {
    this.closed = true;
  }
  async request<T>(event: string, payload: unknown): Promise<Ack<T>> {
    this.log.push([event, payload]);
    const answer = this.answers[event];
    if (!answer) throw new Error("timeout");
    return (await answer(payload as never)) as Ack<T>;
  }
  on(event: string, handler: (payload: never) => void) {
    this.handlers.set(event, handler);
    return () => this.handlers.delete(event);
  }
  onStatus(handler: (status: LinkStatus) => void) {
    this.status = handler;
    return () => undefined;
  }
  link(status: LinkStatus) {
    this.status(status);
  }
  send(event: string, payload: unknown) {
    this.handlers.get(event)?.(payload as never);
  }
  asked(event: string) {
    return this.log.filter(([name]) => name === event).map(([, payload]) => payload);
  }
}

class FakeTicker implements Ticker {
  period = 0;
  tick: () => void = () => undefined;
  start(periodMs: number, onTick: () => void) {
    this.period = periodMs;
    this.tick = onTick;
  }
  stop() {
    this.period = 0;
  }
}

const collect: Reducer<string[]> = (state, event) => [...state, event.data as unknown as string];
const event = (seq: number, data: unknown) =>
  ({ room: "r", seq, name: "call.message", data, at: "" }) as Envelope;
const settle = () => vi.advanceTimersByTimeAsync(0);

let server: FakeServer;
let ticker: FakeTicker;
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  server = new FakeServer();
  server.answers.heartbeat = () => ({ ok: true, server_time: new Date(1_005_000).toISOString(), rooms: {} });
  server.answers.subscribe = () => ({ ok: true, room: "r", seq: 5, snapshot: ["five"] });
  server.answers.unsubscribe = () => ({ ok: true });
  ticker = new FakeTicker();
  connection = new Connection(server, ticker);
  connection.open();
});

afterEach(() => vi.useRealTimers());

async function watchLive() {
  const stop = connection.watch("r", collect, () => undefined);
  server.link({ connected: true });
  await settle();
  return stop;
}

const data = () => connection.peek<string[]>("r")?.data;

test("a room starts with the snapshot and follows the events", async () => {
  await watchLive();
  server.send("event", event(6, "six"));
  expect(connection.peek("r")).toEqual({ status: "live", seq: 6, data: ["five", "six"] });
});

test("an event that comes twice counts once", async () => {
  await watchLive();
  server.send("event", event(6, "six"));
  server.send("event", event(6, "six"));
  expect(data()).toEqual(["five", "six"]);
});

test("a hole in the numbers is filled by a replay", async () => {
  await watchLive();
  server.answers.subscribe = () => ({
    ok: true,
    room: "r",
    seq: 7,
    events: [event(6, "six"), event(7, "seven")],
  });
  server.send("event", event(7, "seven"));
  await settle();
  expect(server.asked("subscribe").at(-1)).toEqual({ room: "r", seq: 5 });
  expect(data()).toEqual(["five", "six", "seven"]);
});

test("events that arrive while the snapshot is on its way are kept", async () => {
  let arrive: (ack: unknown) => void = () => undefined;
  server.answers.subscribe = () =>
    new Promise((resolve) => {
      arrive = resolve;
    });
  await watchLive();
  server.send("event", event(6, "six"));
  server.send("event", event(5, "five"));
  arrive({ ok: true, room: "r", seq: 5, snapshot: ["five"] });
  await settle();
  expect(data()).toEqual(["five", "six"]);
});

test("the heartbeat tells our numbers and finds a missed event", async () => {
  await watchLive();
  server.answers.heartbeat = () => ({ ok: true, server_time: new Date().toISOString(), rooms: { r: 6 } });
  server.answers.subscribe = () => ({ ok: true, room: "r", seq: 6, events: [event(6, "six")] });
  ticker.tick();
  await settle();
  expect(server.asked("heartbeat").at(-1)).toEqual({ rooms: { r: 5 } });
  expect(data()).toEqual(["five", "six"]);
});

test("a server that counts behind us is asked for a snapshot", async () => {
  await watchLive();
  server.answers.heartbeat = () => ({ ok: true, server_time: new Date().toISOString(), rooms: { r: 2 } });
  server.answers.subscribe = () => ({ ok: true, room: "r", seq: 2, snapshot: ["two"] });
  ticker.tick();
  await settle();
  expect(server.asked("subscribe").at(-1)).toEqual({ room: "r" });
  expect(data()).toEqual(["two"]);
});

test("a lost link makes room and connection stale until both are caught up", async () => {
  await watchLive();
  server.link({ connected: false });
  expect(connection.state.get().status).toBe("stale");
  expect(connection.peek("r")).toMatchObject({ status: "stale", data: ["five"] });
  server.answers.subscribe = () => ({ ok: true, room: "r", seq: 6, events: [event(6, "six")] });
  server.link({ connected: true });
  await settle();
  expect(connection.state.get().status).toBe("live");
  expect(connection.peek("r")).toMatchObject({ status: "live", data: ["five", "six"] });
});

test("an answer from before the link broke is not applied after it", async () => {
  const arrivals: ((ack: unknown) => void)[] = [];
  server.answers.subscribe = () => new Promise((resolve) => arrivals.push(resolve));
  await watchLive();
  server.link({ connected: false });
  server.link({ connected: true });
  arrivals[1]?.({ ok: true, room: "r", seq: 9, snapshot: ["nine"] });
  arrivals[0]?.({ ok: true, room: "r", seq: 5, snapshot: ["five"] });
  await settle();
  expect(data()).toEqual(["nine"]);
});

test("a heartbeat without an answer says that the page may be old", async () => {
  await watchLive();
  server.answers = {};
  ticker.tick();
  await settle();
  expect(connection.state.get().status).toBe("stale");
});

test("a room that is not ours is refused with the problem", async () => {
  const problem = { type: "x/not-found", title: "Not found", status: 404 };
  server.answers.subscribe = () => ({ ok: false, problem });
  await watchLive();
  expect(connection.peek("r")).toMatchObject({ status: "refused", problem });
});

test("a room without watchers is left after a moment, one that is watched again is kept", async () => {
  const stop = await watchLive();
  stop();
  const stopAgain = connection.watch("r", collect, () => undefined);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.asked("unsubscribe")).toEqual([]);
  stopAgain();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.asked("unsubscribe")).toEqual([{ room: "r" }]);
  expect(connection.peek("r")).toBeUndefined();
});

test("the end of the session closes the socket for good", async () => {
  await watchLive();
  server.send("session.ended", { reason: "deactivated" });
  expect(connection.state.get()).toMatchObject({ status: "ended", endedBecause: "deactivated" });
  expect(server.closed).toBe(true);
});

test("a handshake refused for want of a session ends it, another refusal does not", async () => {
  server.link({ connected: false, refusal: { type: "x/unavailable", title: "-", status: 503 } });
  expect(connection.state.get().status).toBe("connecting");
  server.link({ connected: false, refusal: { type: "x/not-signed-in", title: "-", status: 401 } });
  expect(connection.state.get().status).toBe("ended");
});

test("a call doubles the pace of the heartbeat", () => {
  expect(ticker.period).toBe(IDLE_BEAT_MS);
  connection.setBusy(true);
  expect(ticker.period).toBe(BUSY_BEAT_MS);
  connection.setBusy(false);
  expect(ticker.period).toBe(IDLE_BEAT_MS);
});

test("the server's clock is learned from the heartbeat", async () => {
  await watchLive();
  expect(connection.state.get().serverOffset).toBe(5_000);
});
