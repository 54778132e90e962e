import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeConnection, FakeStream } from "../media/fakes";
import { LocalMedia } from "../media/local";
import type { ConnectionState } from "../realtime/connection";
import { Store } from "../realtime/store";
import type { Ack } from "../realtime/transport";
import { CallMedia } from "./callMedia";
import type { CallSocket, CallView } from "./types";

type Answer = (payload: Record<string, unknown>) => Ack<unknown> | null;

/** The socket as a call sees it; an answer of null stands for an ack that never came. */
class FakeSocket implements CallSocket {
  readonly state = new Store<ConnectionState>({ status: "live", serverOffset: 0 }) as CallSocket["state"];
  readonly mediaConnection = "link-of-bia";
  readonly asked: [string, Record<string, unknown>][] = [];
  answer: Record<string, Answer> = {};
  readonly #handlers = new Map<string, (payload: never) => void>();

  async request<T>(event: string, payload: unknown): Promise<Ack<T>> {
    const body = payload as Record<string, unknown>;
    this.asked.push([event, body]);
    const ack = (this.answer[event] ?? (() => ({ ok: true })))(body);
    if (!ack) throw new Error("no ack");
    return ack as Ack<T>;
  }

  on<P>(event: string, handler: (payload: P) => void): () => void {
    this.#handlers.set(event, handler as (payload: never) => void);
    return () => this.#handlers.delete(event);
  }

  send(event: string, payload: unknown): void {
    this.#handlers.get(event)?.(payload as never);
  }

  count(event: string): number {
    return this.asked.filter(([name]) => name === event).length;
  }
}

function view(connection: string, version = 1): CallView {
  const seat = { connected: true, reconnect_deadline: null, microphone: true, camera: true, screen: false };
  return {
    id: 7,
    protocol: "p",
    status: "in_progress",
    on_hold: false,
    me: 1,
    media: { mode: "p2p", epoch: 1, seats: [1, 2], problem: null },
    locked: false,
    recording: null,
    participants: [
      { id: 1, kind: "client", name: "Bia", connection, ...seat },
      { id: 2, kind: "attendant", name: "Ana", connection: "page-of-ana", ...seat },
    ],
    answered_at: null,
    version,
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const problem = (status: number) => ({ ok: false, problem: { type: "x", title: "x", status } }) as const;

describe("CallMedia", () => {
  let socket: FakeSocket;
  let media: CallMedia;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("MediaStream", FakeStream);
    vi.stubGlobal("RTCPeerConnection", FakeConnection);
    socket = new FakeSocket();
    socket.answer["call.join"] = ({ connection }) => ({ ok: true, call: view(connection as string) });
  });

  afterEach(() => {
    media.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function open(begun?: CallView, local = new LocalMedia()): CallMedia {
    const iceServers = async () => ({ servers: [], expiresAt: null });
    const ticket = () => Promise.reject(new Error("no media server here"));
    media = new CallMedia({ callId: 7, socket, local, iceServers, ticket, begun });
    return media;
  }

  const own = () => socket.asked.find(([event]) => event === "call.join")?.[1].connection as string;

  it("joins, connects with its pair and tells what is on", async () => {
    open();
    await settle();
    expect(media.phase.get()).toEqual({ name: "joined" });
    expect(media.session.state().remotes.map(({ id }) => id)).toEqual([2]);
    expect(socket.asked.find(([event]) => event === "call.media_state")?.[1]).toEqual({
      call_id: 7,
      microphone: false,
      camera: false,
      screen: false,
    });
  });

  it("has nothing to join where the answer has seated this page", async () => {
    open(view("link-of-bia"));
    await settle();
    expect(media.phase.get()).toEqual({ name: "joined" });
    expect(media.session.state().remotes.map(({ id }) => id)).toEqual([2]);
    expect(socket.count("call.join")).toBe(0);
    socket.state.patch({ status: "stale" });
    socket.state.patch({ status: "live" });
    await settle();
    expect(socket.asked.find(([event]) => event === "call.join")?.[1].connection).toBe("link-of-bia");
  });

  it("joins where the answer knew of another page", async () => {
    open(view("another-page"));
    await settle();
    expect(own()).toBe("link-of-bia");
    expect(media.phase.get().name).toBe("joined");
  });

  it("tells nothing of devices that are opening, unless they take long", async () => {
    const mediaDevices = Object.assign(new EventTarget(), {
      getUserMedia: () => new Promise(() => undefined),
    });
    vi.stubGlobal("navigator", { mediaDevices });
    const local = new LocalMedia();
    void local.start();
    open(view("link-of-bia"), local);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.count("call.media_state")).toBe(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.asked.at(-1)).toEqual([
      "call.media_state",
      { call_id: 7, microphone: false, camera: false, screen: false },
    ]);
  });

  it("joins again with the same connection when the socket is back, and keeps its peer", async () => {
    open();
    await settle();
    const before = media.session.state().remotes[0]?.stream;
    socket.state.patch({ status: "stale" });
    socket.state.patch({ status: "live" });
    await settle();
    const joins = socket.asked.filter(([event]) => event === "call.join");
    expect(joins.map(([, body]) => body.connection)).toEqual([own(), own()]);
    expect(media.session.state().remotes[0]?.stream).toBe(before);
  });

  it("tries again when the ack does not come or the server is busy", async () => {
    const acks: (Ack<unknown> | null)[] = [null, problem(503), { ok: true, call: view("x") } as Ack<unknown>];
    socket.answer["call.join"] = () => acks.shift() ?? null;
    open();
    await vi.advanceTimersByTimeAsync(4_500);
    expect(socket.count("call.join")).toBe(3);
    expect(media.phase.get().name).toBe("joined");
  });

  it("stops at a refusal and says which", async () => {
    socket.answer["call.join"] = () => problem(404);
    open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(media.phase.get()).toMatchObject({ name: "refused", problem: { status: 404 } });
    expect(socket.count("call.join")).toBe(1);
  });

  it("waits for a state of the call that knows this page", async () => {
    socket.answer["call.join"] = () => ({ ok: true, call: view("the page before") }) as Ack<unknown>;
    open();
    await settle();
    expect(media.session.state().remotes).toEqual([]);
    media.follow(view(own(), 2));
    await settle();
    expect(media.session.state().remotes).toHaveLength(1);
  });

  it("drops older states of the call", async () => {
    open();
    await settle();
    media.follow(view(own(), 5));
    media.follow({ ...view(own(), 4), media: { mode: "p2p", epoch: 1, seats: [], problem: null } });
    expect(media.session.state().remotes).toHaveLength(1);
  });

  it("ends its media when another tab takes over, and does not join again by itself", async () => {
    open();
    await settle();
    socket.send("call.taken_over", { call_id: 8 });
    expect(media.phase.get().name).toBe("joined");
    socket.send("call.taken_over", { call_id: 7 });
    expect(media.phase.get().name).toBe("taken_over");
    expect(media.session.state().remotes).toEqual([]);
    socket.state.patch({ status: "stale" });
    socket.state.patch({ status: "live" });
    await settle();
    expect(socket.count("call.join")).toBe(1);
  });

  it("passes on the signals of its own call only", async () => {
    open();
    await settle();
    await settle();
    const offers = socket.asked.filter(([event]) => event === "call.signal");
    expect(offers[0]?.[1]).toMatchObject({
      call_id: 7,
      epoch: 1,
      to: 2,
      connection: own(),
      to_connection: "page-of-ana",
      description: { type: "offer" },
    });
  });
});
