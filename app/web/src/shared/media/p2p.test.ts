import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeConnection, FakeStream, FakeWire, fakeTrack } from "./fakes";
import { P2PSession } from "./p2p";
import type { MediaPlan, PlannedPeer } from "./session";

interface End {
  session: P2PSession;
  connections: FakeConnection[];
  failures: unknown[];
  plan(change?: Partial<MediaPlan>, peer?: Partial<PlannedPeer>): void;
}

const ALL = { audio: true, video: true, screen: true };

/** Lets promises and microtasks run out without any time passing. */
const settle = () => vi.advanceTimersByTimeAsync(0);

const last = (end: End) => end.connections.at(-1) as FakeConnection;
const lines = (end: End) => last(end).lines;
const sending = (end: End) => lines(end).map((line) => line.sender.track);

function open(wire: FakeWire, me: number): End {
  const connections: FakeConnection[] = [];
  const failures: unknown[] = [];
  const session = new P2PSession({
    signals: wire.end(me),
    iceServers: async () => ({ servers: [{ urls: "stun:one" }], expiresAt: null }),
    createConnection: (config) => {
      const connection = new FakeConnection(config);
      connections.push(connection);
      return connection as unknown as RTCPeerConnection;
    },
    failed: (error) => failures.push(error),
  });
  const other = me === 1 ? 2 : 1;
  const plan: End["plan"] = (change, peer) =>
    session.connect({
      mode: "p2p",
      epoch: 1,
      onHold: false,
      me,
      connection: `page-${me}`,
      peers: [{ id: other, connection: `page-${other}`, reachable: true, held: false, sends: ALL, ...peer }],
      ...change,
    });
  return { session, connections, failures, plan };
}

describe("P2PSession", () => {
  let wire: FakeWire;
  let one: End;
  let two: End;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("MediaStream", FakeStream);
    wire = new FakeWire();
    one = open(wire, 1);
    two = open(wire, 2);
  });

  afterEach(() => {
    expect([...one.failures, ...two.failures]).toEqual([]);
    one.session.close();
    two.session.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function connectBoth(): Promise<void> {
    one.plan();
    two.plan();
    await settle();
    for (const end of [one, two]) last(end).become("connected");
  }

  it("lays the three lines in one order on both sides with a single offer", async () => {
    await connectBoth();
    for (const end of [one, two])
      expect(lines(end).map(({ kind }) => kind)).toEqual(["audio", "video", "video"]);
    for (const end of [one, two])
      expect(lines(end).every((line) => line.direction === "sendrecv")).toBe(true);
    expect(wire.sent.map((signal) => "description" in signal && signal.description.type)).toEqual([
      "offer",
      "answer",
    ]);
    expect(one.session.state().remotes[0]?.state).toBe("connected");
  });

  it("uses the servers that the API gave", async () => {
    await connectBoth();
    expect(last(one).configuration.iceServers).toEqual([{ urls: "stun:one" }]);
  });

  it("sends what was published before and after the start, each in its own line", async () => {
    const [voice, face, screen] = ["audio", "video", "video"].map(fakeTrack);
    two.session.publish("audio", voice as MediaStreamTrack);
    await connectBoth();
    two.session.publish("video", face as MediaStreamTrack);
    two.session.publish("screen", screen as MediaStreamTrack);
    expect(sending(two)).toEqual([voice, face, screen]);
    two.session.publish("screen", null);
    expect(sending(two)).toEqual([voice, face, null]);
    expect(wire.sent).toHaveLength(2);
  });

  it("sends nothing while held, and all of it again afterwards", async () => {
    const voice = fakeTrack("audio");
    one.session.publish("audio", voice);
    await connectBoth();
    one.plan({}, { held: true });
    expect(sending(one)).toEqual([null, null, null]);
    one.plan({}, { held: false });
    expect(sending(one)).toEqual([voice, null, null]);
  });

  it("asks for no pictures while only voices are wanted, on either side of the first offer", async () => {
    two.session.setAudioOnly(true);
    await connectBoth();
    const directions = (end: End) => lines(end).map(({ direction }) => direction);
    expect(directions(two)).toEqual(["sendrecv", "sendonly", "sendonly"]);
    one.session.setAudioOnly(true);
    expect(directions(one)).toEqual(["sendrecv", "sendonly", "sendonly"]);
    two.session.setAudioOnly(false);
    expect(directions(two)).toEqual(["sendrecv", "sendrecv", "sendrecv"]);
  });

  it("may end once the other side can do without, and says the same to them", async () => {
    await connectBoth();
    last(one).channel.open();
    expect(one.session.isDispensable(2)).toBe(false);
    one.session.sayFarewell(2);
    one.session.sayFarewell(2);
    expect(last(one).channel.sent).toHaveLength(1);
    last(one).channel.onmessage?.();
    expect(one.session.isDispensable(2)).toBe(true);
  });

  it("says farewell as soon as the way is open", async () => {
    await connectBoth();
    one.session.sayFarewell(2);
    expect(last(one).channel.sent).toEqual([]);
    last(one).channel.open();
    expect(last(one).channel.sent).toHaveLength(1);
  });

  it("settles when both sides restart at the same moment", async () => {
    await connectBoth();
    for (const end of [one, two]) last(end).become("failed");
    for (const end of [one, two]) end.session.recover();
    await settle();
    for (const end of [one, two]) expect(last(end).signalingState).toBe("stable");
    expect(one.connections).toHaveLength(1);
  });

  it("says the offer again when the answer was lost", async () => {
    wire.lose = (signal) => "description" in signal && signal.description.type === "answer";
    one.plan();
    two.plan();
    await settle();
    expect(last(one).signalingState).toBe("have-local-offer");
    wire.lose = () => false;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(last(one).signalingState).toBe("stable");
    expect(lines(two)).toHaveLength(3);
  });

  it("says the offer again as soon as the socket is back", async () => {
    wire.lose = () => true;
    one.plan();
    two.plan();
    await settle();
    wire.lose = () => false;
    wire.restore(1);
    await settle();
    expect(last(two).signalingState).toBe("stable");
    expect(lines(two)).toHaveLength(3);
  });

  it("says the offer again as soon as the other side is back", async () => {
    wire.lose = () => true;
    one.plan({}, { reachable: false });
    two.plan();
    await settle();
    wire.lose = () => false;
    one.plan({}, { reachable: true });
    await settle();
    expect(last(one).signalingState).toBe("stable");
  });

  it("leaves a connection that is up alone when the socket comes back", async () => {
    await connectBoth();
    const before = wire.sent.length;
    wire.restore(1);
    wire.restore(2);
    await settle();
    expect(wire.sent).toHaveLength(before);
  });

  it("resets the peer when the other page is a new one", async () => {
    await connectBoth();
    const reloaded = last(one);
    one.plan({}, { connection: "page-2b" });
    expect(reloaded.connectionState).toBe("closed");
    expect(one.connections).toHaveLength(2);
  });

  it("keeps a signal that comes before the plan that explains it", async () => {
    one.plan();
    await settle();
    expect(two.connections).toHaveLength(0);
    two.plan();
    await settle();
    expect(last(one).signalingState).toBe("stable");
  });

  it("drops signals of older epochs and of other pages", async () => {
    one.plan({ epoch: 2 });
    two.plan({ epoch: 2 });
    await settle();
    const stray = { candidates: [{ candidate: "stray" }] };
    wire.deliver(1, { epoch: 1, from: 2, connection: "page-2", to_connection: "page-1", ...stray });
    wire.deliver(1, { epoch: 2, from: 2, connection: "page-2", to_connection: "before", ...stray });
    wire.deliver(1, { epoch: 2, from: 2, connection: "before", to_connection: "page-1", ...stray });
    await settle();
    expect(last(one).candidates).toEqual([]);
  });

  it("keeps the connection through a new epoch with the same pair", async () => {
    await connectBoth();
    one.plan({ epoch: 2 });
    one.plan({ epoch: 1, peers: [] });
    expect(one.connections).toHaveLength(1);
    expect(one.session.state()).toMatchObject({ epoch: 2, remotes: [{ id: 2 }] });
  });

  it("closes the peer whose pair is gone", async () => {
    await connectBoth();
    one.plan({ epoch: 2, peers: [] });
    expect(last(one).connectionState).toBe("closed");
    expect(one.session.state().remotes).toEqual([]);
  });

  it("restarts ICE after a failure and says that it reconnects", async () => {
    await connectBoth();
    const before = wire.sent.length;
    last(one).become("disconnected");
    expect(one.session.state().remotes[0]?.state).toBe("reconnecting");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(wire.sent.length).toBeGreaterThan(before);
    last(one).become("connected");
    expect(one.session.state().remotes[0]?.state).toBe("connected");
  });

  it("starts over on both sides when restarts do not help", async () => {
    await connectBoth();
    last(one).become("failed");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(one.connections.length).toBeGreaterThan(1);
    expect(two.connections.length).toBe(one.connections.length);
    expect(lines(two).map(({ kind }) => kind)).toEqual(["audio", "video", "video"]);
  });

  it("holds candidates back until their description is there", async () => {
    two.plan();
    await settle();
    const candidate = { candidate: "early" };
    wire.deliver(2, {
      epoch: 1,
      from: 1,
      connection: "page-1",
      to_connection: "page-2",
      candidates: [candidate],
    });
    await settle();
    expect(last(two).candidates).toEqual([]);
    one.plan();
    await settle();
    expect(last(two).candidates).toEqual([candidate]);
  });
});
