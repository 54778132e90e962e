import { describe, expect, it } from "vitest";
import { type PlannedCall, planFor } from "./plan";

const on = { microphone: true, camera: true, screen: false };
const sends = { audio: true, video: true, screen: false };
const client = { id: 1, kind: "client", connection: "c", connected: true, ...on } as const;
const first = { id: 2, kind: "attendant", connection: "a", connected: true, ...on } as const;
const second = { id: 3, kind: "attendant", connection: "b", connected: true, ...on } as const;

function call(change: Partial<PlannedCall>, seats: number[]): PlannedCall {
  const media = { mode: "p2p", epoch: 4, seats } as const;
  return { on_hold: false, me: 2, participants: [client, first, second], ...change, media };
}

describe("planFor", () => {
  it("takes the others who are seated with us", () => {
    const plan = planFor(call({}, [1, 2]), 2, "a");
    expect(plan).toEqual({
      mode: "p2p",
      epoch: 4,
      onHold: false,
      me: 2,
      connection: "a",
      peers: [{ id: 1, connection: "c", reachable: true, held: false, sends }],
    });
  });

  it("leaves out who has not joined yet", () => {
    const participants = [{ ...client, connection: null }, first];
    expect(planFor(call({ participants }, [1, 2]), 2, "a").peers).toEqual([]);
  });

  it("holds the client, but not two attendants who talk about a transfer", () => {
    const held = call({ on_hold: true }, [1, 2, 3]);
    expect(planFor(held, 2, "a").peers.map(({ id, held }) => [id, held])).toEqual([
      [1, true],
      [3, false],
    ]);
    expect(planFor({ ...held, me: 1 }, 1, "c").peers[0]?.held).toBe(true);
  });

  it("leaves alone who is not seated with the others", () => {
    expect(planFor(call({ on_hold: true, me: 1 }, [2, 3]), 1, "c").peers).toEqual([]);
  });

  it("shows everyone to who looks on from the media server, and nobody elsewhere", () => {
    const looking = call({ me: null }, [1, 2]);
    expect(planFor(looking, null, "x").peers).toEqual([]);
    const served: PlannedCall = { ...looking, media: { mode: "sfu", epoch: 5, seats: [1, 2] } };
    expect(planFor(served, null, "x").peers.map(({ id }) => id)).toEqual([1, 2]);
  });
});
