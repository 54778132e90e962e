import { describe, expect, it } from "vitest";
import { type PlannedCall, planFor } from "./plan";

const on = { microphone: true, camera: true, screen: false };
const sends = { audio: true, video: true, screen: false };
const client = { id: 1, kind: "client", connection: "c", connected: true, ...on } as const;
const first = { id: 2, kind: "attendant", connection: "a", connected: true, ...on } as const;
const second = { id: 3, kind: "attendant", connection: "b", connected: true, ...on } as const;

function call(change: Partial<PlannedCall>, pairs: number[][]): PlannedCall {
  const media = { mode: "p2p", epoch: 4, pairs } as const;
  return { on_hold: false, me: 2, participants: [client, first, second], ...change, media };
}

describe("planFor", () => {
  it("takes the pairs that have us in them", () => {
    const plan = planFor(
      call({}, [
        [1, 2],
        [1, 3],
      ]),
      2,
      "a",
    );
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
    expect(planFor(call({ participants }, [[1, 2]]), 2, "a").peers).toEqual([]);
  });

  it("holds the client, but not two attendants who talk about a transfer", () => {
    const plan = planFor(
      call({ on_hold: true }, [
        [1, 2],
        [2, 3],
      ]),
      2,
      "a",
    );
    expect(plan.peers.map(({ id, held }) => [id, held])).toEqual([
      [1, true],
      [3, false],
    ]);
    expect(planFor(call({ on_hold: true, me: 1 }, [[1, 2]]), 1, "c").peers[0]?.held).toBe(true);
  });

  it("shows everyone to who looks on from the media server, and nobody elsewhere", () => {
    const looking = call({ me: null }, [[1, 2]]);
    expect(planFor(looking, null, "x").peers).toEqual([]);
    const served: PlannedCall = { ...looking, media: { mode: "sfu", epoch: 5, pairs: [[1, 2]] } };
    expect(planFor(served, null, "x").peers.map(({ id }) => id)).toEqual([1, 2]);
  });
});
