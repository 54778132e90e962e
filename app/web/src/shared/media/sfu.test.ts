import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "../api/problem";
import type { MediaPlan, RemoteParticipant } from "./session";
import { SfuSession, type Stay } from "./sfu";
import type { SfuRoomOptions } from "./sfuRoom";
import { type MediaTicket, participantOf, startingNow } from "./ticket";

const sends = { audio: true, video: true, screen: false };
const plan = (epoch: number): MediaPlan => ({
  mode: "sfu",
  epoch,
  onHold: false,
  me: 1,
  connection: "page-1",
  peers: [{ id: 2, connection: "page-2", reachable: true, held: false, sends }],
});

/** A stay in a room; the test says what the room does. */
class FakeStay implements Stay {
  readonly name: string;
  readonly options: SfuRoomOptions;
  readonly told: unknown[][] = [];
  isJoined = false;
  isClosed = false;
  ready = false;
  state: Stay["state"] = "connecting";
  refuse: Error | null = null;

  constructor(options: SfuRoomOptions, refuse: Error | null) {
    this.options = options;
    this.name = options.ticket.room;
    this.refuse = refuse;
  }

  /** Until then one is on the way in. */
  entered: Promise<void> = Promise.resolve();

  async join(): Promise<void> {
    if (this.refuse) throw this.refuse;
    await this.entered;
    this.isJoined = true;
    this.state = "connected";
  }
  remotes(): RemoteParticipant[] {
    const { ready, state } = this;
    const stream = this.name as unknown as MediaStream;
    const rest = { quality: null, speaking: false, starved: false, incoming: null };
    return [{ id: 2, stream, screen: stream, state, ready, ...rest }];
  }
  follow = () => undefined;
  publish = (...what: unknown[]) => void this.told.push(["publish", ...what]);
  show = (...what: unknown[]) => void this.told.push(["show", ...what]);
  setAudioOnly = (...what: unknown[]) => void this.told.push(["audio only", ...what]);
  stats = async () => [];
  close = () => {
    this.isClosed = true;
  };
  draw(): void {
    this.ready = true;
    this.options.changed();
  }
  lose(): void {
    this.isJoined = false;
    this.state = "reconnecting";
    this.options.ended(undefined);
  }
}

describe("SfuSession", () => {
  let stays: FakeStay[];
  let room: string;
  let refuse: Error | null;
  let entered: Promise<void>;
  let problem: Error | null;
  let tickets: number;
  let session: SfuSession;

  beforeEach(() => {
    vi.useFakeTimers();
    stays = [];
    room = "one";
    refuse = problem = null;
    entered = Promise.resolve();
    tickets = 0;
    session = new SfuSession({
      ticket: async () => {
        tickets += 1;
        if (problem) throw problem;
        return { url: "ws://x", token: "t", room, identity: "participant-1", epoch: 1, expires_at: "" };
      },
      enter: (options) => {
        const stay = new FakeStay(options, refuse);
        stay.entered = entered;
        stays.push(stay);
        return stay;
      },
    });
  });

  afterEach(() => {
    session.close();
    vi.useRealTimers();
  });

  const soon = () => vi.advanceTimersByTimeAsync(1);
  const shown = () => session.state().remotes.map(({ stream }) => stream as unknown);

  async function enter(): Promise<FakeStay> {
    session.connect(plan(1));
    await soon();
    const stay = stays.at(-1) as FakeStay;
    stay.draw();
    return stay;
  }

  it("enters the room of its ticket with all that is sent and shown", async () => {
    const track = {} as MediaStreamTrack;
    session.publish("video", track, true);
    session.show(2, "video", { width: 640, height: 360 });
    session.setAudioOnly(true);
    const stay = await enter();
    expect(stay.told).toContainEqual(["publish", "video", track, true]);
    expect(stay.told).toContainEqual(["show", 2, "video", { width: 640, height: 360 }]);
    expect(stay.told).toContainEqual(["audio only", true]);
  });

  it("sends what came while it was on the way in", async () => {
    let enterNow = () => undefined as unknown;
    entered = new Promise<void>((resolve) => {
      enterNow = () => resolve();
    });
    session.connect(plan(1));
    await soon();
    const track = {} as MediaStreamTrack;
    session.publish("audio", track, true);
    enterNow();
    await soon();
    expect(stays.at(-1)?.told).toContainEqual(["publish", "audio", track, true]);
  });

  it("stays in its room through a new epoch", async () => {
    await enter();
    session.connect(plan(2));
    await soon();
    expect(tickets).toBe(2);
    expect(stays).toHaveLength(1);
  });

  it("leaves the old room only when the new one is drawn", async () => {
    const old = await enter();
    room = "two";
    session.connect(plan(2));
    await soon();
    expect(shown()).toEqual(["one"]);
    stays.at(-1)?.draw();
    expect(shown()).toEqual(["two"]);
    expect(old.isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(old.isClosed).toBe(true);
  });

  it("takes a fresh ticket at once when its room is lost, and keeps the last picture meanwhile", async () => {
    const old = await enter();
    problem = new Error("the server restarts");
    old.lose();
    await soon();
    expect(session.state().problem).toBe("unreachable");
    expect(session.state().remotes[0]).toMatchObject({ stream: "one", state: "reconnecting" });
    problem = null;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stays).toHaveLength(2);
    stays.at(-1)?.draw();
    expect(session.state()).toMatchObject({ problem: null, remotes: [{ state: "connected" }] });
  });

  it("tries again by itself with patience, and at once when asked", async () => {
    refuse = new Error("no way through");
    session.connect(plan(1));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tickets).toBeGreaterThan(10);
    expect(tickets).toBeLessThan(40);
    expect(stays.every(({ isClosed }) => isClosed)).toBe(true);
    refuse = null;
    session.recover();
    await soon();
    expect(session.state().problem).toBeNull();
  });

  it("waits without a word while the room is being made", async () => {
    problem = new ApiProblem({ type: "x/not-on-media-server", title: "No room", status: 409 });
    session.connect(plan(1));
    await vi.advanceTimersByTimeAsync(4_000);
    expect(session.state().problem).toBeNull();
    expect(tickets).toBeGreaterThan(1);
  });

  it("asks again when the call moved on while its ticket was under way", async () => {
    session.connect(plan(1));
    await vi.advanceTimersByTimeAsync(0);
    room = "two";
    session.connect(plan(2));
    await vi.advanceTimersByTimeAsync(5);
    expect(stays.at(-1)?.name).toBe("two");
  });

  it("does not enter a room after its end", async () => {
    session.connect(plan(1));
    session.close();
    await soon();
    expect(stays).toEqual([]);
  });
});

describe("participantOf", () => {
  it.each([
    ["participant-12", 12],
    ["recorder-3-1", null],
    ["monitor-4", null],
    ["participant-1x", null],
  ])("%s is %s", (identity, id) => expect(participantOf(identity)).toBe(id));
});

describe("startingNow", () => {
  it("asks at once, hands that answer out once, and then asks each time", async () => {
    const ask = vi.fn(async () => ({ token: `${ask.mock.calls.length}` }) as MediaTicket);
    const ticket = startingNow(ask);
    expect(ask).toHaveBeenCalledOnce();
    expect((await ticket()).token).toBe("1");
    expect((await ticket()).token).toBe("2");
  });

  it("tells a failure to who takes the ticket", async () => {
    const ask = vi.fn().mockRejectedValueOnce(new Error("offline")).mockResolvedValue({ token: "later" });
    const ticket = startingNow(ask);
    await expect(ticket()).rejects.toThrow("offline");
    expect(await ticket()).toEqual({ token: "later" });
  });
});
