import { describe, expect, it } from "vitest";
import { checkNetwork, verdict } from "./network";

const STUN = { urls: ["stun:a"] };
const TURN = { urls: ["turn:b"], username: "u", credential: "p" };

/** Gathers one candidate of the kind that its policy can find, then says that it is done. */
function connection(finds: Record<string, boolean>) {
  return ({ iceTransportPolicy }: RTCConfiguration) => {
    const type = iceTransportPolicy === "relay" ? "relay" : "srflx";
    const pc = {
      onicecandidate: null as ((event: { candidate: { type: string } | null }) => void) | null,
      createDataChannel: () => undefined,
      close: () => undefined,
      setLocalDescription: async () => {
        if (finds[type]) pc.onicecandidate?.({ candidate: { type } });
        pc.onicecandidate?.({ candidate: null });
      },
    };
    return pc as unknown as RTCPeerConnection;
  };
}

const check = (servers: RTCIceServer[], finds: Record<string, boolean>) =>
  checkNetwork({
    ping: async () => undefined,
    iceServers: async () => ({ servers, expiresAt: null }),
    createConnection: connection(finds),
  });

describe("checkNetwork", () => {
  it("finds both kinds of server", async () => {
    const result = await check([STUN, TURN], { srflx: true, relay: true });
    expect(result).toMatchObject({ word: "good", stun: "reached", turn: "reached" });
  });

  it("calls a network without the relay limited, and without both bad", async () => {
    expect(await check([STUN, TURN], { srflx: true })).toMatchObject({ word: "limited", turn: "failed" });
    expect(await check([STUN, TURN], {})).toMatchObject({ word: "bad" });
  });

  it("does not fail what is not there", async () => {
    expect(await check([], {})).toMatchObject({
      word: "good",
      stun: "not_configured",
      turn: "not_configured",
    });
  });

  it("says when the server cannot be reached", async () => {
    const lost = async () => Promise.reject(new Error("offline"));
    const result = await checkNetwork({ ping: lost, iceServers: lost });
    expect(result).toMatchObject({ word: "bad", rtt_ms: null });
  });

  it("calls a slow server limited", () => {
    expect(verdict(900, "reached", "reached")).toBe("limited");
  });
});
