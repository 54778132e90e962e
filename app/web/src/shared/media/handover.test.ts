import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Store } from "../realtime/store";
import { type DirectSession, Handover } from "./handover";
import type { QualitySample } from "./quality";
import {
  EMPTY_STATE,
  type MediaPlan,
  type ParticipantId,
  type RemoteParticipant,
  type SessionState,
} from "./session";

const streamOf = (name: string) => ({ name }) as unknown as MediaStream;

function remote(from: string, id: ParticipantId, change: Partial<RemoteParticipant> = {}): RemoteParticipant {
  return {
    id,
    stream: streamOf(`${from} ${id}`),
    screen: streamOf(`${from} screen ${id}`),
    state: "connected",
    quality: null,
    speaking: false,
    starved: false,
    ready: true,
    incoming: null,
    ...change,
  };
}

/** An engine whose far end the test plays. */
class FakeEngine implements DirectSession {
  readonly mode = "p2p";
  readonly store = new Store<SessionState>(EMPTY_STATE);
  readonly state = this.store.get;
  readonly subscribe = this.store.subscribe;
  readonly plans: MediaPlan[] = [];
  readonly told: unknown[][] = [];
  readonly farewells: ParticipantId[] = [];
  isClosed = false;
  dispensable = false;
  #measured: (from: ParticipantId, sample: QualitySample) => void = () => undefined;

  connect = (plan: MediaPlan) => void this.plans.push(plan);
  publish = (...what: unknown[]) => void this.told.push(["publish", ...what]);
  show = (...what: unknown[]) => void this.told.push(["show", ...what]);
  setAudioOnly = (...what: unknown[]) => void this.told.push(["audio only", ...what]);
  recover = () => void this.told.push(["recover"]);
  sayFarewell = (id: ParticipantId) => void this.farewells.push(id);
  isDispensable = () => this.dispensable;
  close = () => {
    this.isClosed = true;
  };
  onQuality = (listener: (from: ParticipantId, sample: QualitySample) => void) => {
    this.#measured = listener;
    return () => undefined;
  };
  measure(sample: QualitySample): void {
    this.#measured(1, sample);
  }
  has(...remotes: RemoteParticipant[]): void {
    this.store.patch({ remotes });
  }
}

const sends = { audio: true, video: true, screen: false };
const peer = (id: ParticipantId) => ({
  id,
  connection: `page-${id}`,
  reachable: true,
  held: false,
  sends,
});
const plan = (change: Partial<MediaPlan>): MediaPlan => ({
  mode: "p2p",
  epoch: 1,
  onHold: false,
  me: 1,
  connection: "page-1",
  peers: [peer(2)],
  ...change,
});
const moved = plan({ mode: "sfu", epoch: 2, peers: [peer(2), peer(3)] });

describe("Handover", () => {
  let direct: FakeEngine;
  let served: FakeEngine;
  let load: () => Promise<FakeEngine>;
  let session: Handover;

  beforeEach(() => {
    vi.useFakeTimers();
    direct = new FakeEngine();
    served = new FakeEngine();
    load = async () => served;
    session = new Handover({ direct, loadServed: () => load() });
  });

  afterEach(() => {
    session.close();
    vi.useRealTimers();
  });

  const shown = () =>
    session.state().remotes.map(({ stream }) => (stream as unknown as { name: string }).name);
  const settle = () => vi.advanceTimersByTimeAsync(0);

  async function move(): Promise<void> {
    session.connect(plan({}));
    direct.has(remote("direct", 2));
    session.connect(moved);
    await settle();
  }

  it("loads the other engine only when the call moves", async () => {
    const spy = vi.fn(load);
    load = spy;
    session.connect(plan({}));
    await settle();
    expect(spy).not.toHaveBeenCalled();
    session.connect(moved);
    await settle();
    expect(spy).toHaveBeenCalledOnce();
    expect(served.plans.at(-1)?.peers).toHaveLength(2);
  });

  it("keeps the direct link with those it knows, and meets newcomers elsewhere", async () => {
    await move();
    expect(direct.plans.at(-1)).toMatchObject({ epoch: 2, peers: [{ id: 2 }] });
    served.has(remote("served", 2, { ready: false }), remote("served", 3, { ready: false }));
    expect(shown()).toEqual(["direct 2", "served 3"]);
  });

  it("plays the new way silently until all has arrived there, then swaps once and for all", async () => {
    await move();
    served.has(remote("served", 2, { ready: false }));
    const [waiting] = session.state().remotes;
    expect(waiting?.incoming).toEqual(streamOf("served 2"));
    served.has(remote("served", 2));
    expect(shown()).toEqual(["served 2"]);
    expect(session.state().remotes[0]?.incoming).toBeNull();
    served.has(remote("served", 2, { ready: false, state: "reconnecting" }));
    expect(shown()).toEqual(["served 2"]);
  });

  it("hangs up only when the other side can do without as well", async () => {
    await move();
    served.has(remote("served", 2));
    expect(direct.farewells).toContain(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(direct.isClosed).toBe(false);
    direct.dispensable = true;
    direct.has(remote("direct", 2));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(direct.isClosed).toBe(true);
    expect(shown()).toEqual(["served 2"]);
  });

  it("goes on directly, and says why, while the media server cannot be reached", async () => {
    await move();
    served.store.patch({
      problem: "unreachable",
      remotes: [remote("served", 2, { state: "connecting", ready: false })],
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown()).toEqual(["direct 2"]);
    expect(session.state().problem).toBe("unreachable");
    expect(direct.isClosed).toBe(false);
  });

  it("says the same when not even the engine can be loaded, and tries again", async () => {
    load = () => Promise.reject(new Error("offline"));
    await move();
    expect(session.state().problem).toBe("unreachable");
    load = async () => served;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(session.state().problem).toBeNull();
    expect(served.plans).toHaveLength(1);
  });

  it("takes over at once where the direct link is down", async () => {
    await move();
    direct.has(remote("direct", 2, { state: "reconnecting" }));
    served.has(remote("served", 2, { ready: false }));
    expect(shown()).toEqual(["served 2"]);
  });

  it("tells the engine that comes later all that was said before", async () => {
    const track = {} as MediaStreamTrack;
    session.publish("audio", track, false);
    session.setAudioOnly(true);
    session.show(2, "video", null);
    await move();
    const told = [
      ["publish", "audio", track, false],
      ["audio only", true],
      ["show", 2, "video", null],
    ];
    expect(direct.told).toEqual(told);
    expect(served.told).toEqual(told);
  });

  it("uses no direct link in a call that begins on the media server", async () => {
    session.connect(moved);
    await settle();
    expect(direct.isClosed).toBe(true);
    expect(direct.plans).toEqual([]);
  });

  it("ignores older epochs and passes on the samples of both", async () => {
    const heard = vi.fn();
    session.onQuality(heard);
    await move();
    session.connect(plan({ epoch: 1, peers: [] }));
    expect(direct.plans.at(-1)?.epoch).toBe(2);
    direct.measure({} as QualitySample);
    served.measure({} as QualitySample);
    expect(heard).toHaveBeenCalledTimes(2);
  });
});
