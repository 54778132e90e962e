/** The network part of the device check: can the server and the relays be reached from here? */
import type { IceConfig } from "./session";

export type Reach = "reached" | "failed" | "not_configured";
export type NetworkWord = "good" | "limited" | "bad";

export interface NetworkResult {
  readonly word: NetworkWord;
  /** Milliseconds to the server and back; null when it could not be reached. */
  readonly rtt_ms: number | null;
  readonly stun: Reach;
  readonly turn: Reach;
}

export interface NetworkCheckOptions {
  /** One small request to our server; rejects when it cannot be reached. */
  ping(): Promise<unknown>;
  iceServers(): Promise<IceConfig>;
  readonly createConnection?: (config: RTCConfiguration) => RTCPeerConnection;
}

const GATHERING_MS = 5_000;
const SLOW_MS = 600;

export async function checkNetwork(options: NetworkCheckOptions): Promise<NetworkResult> {
  const rtt_ms = await roundTrip(options.ping);
  const servers =
    rtt_ms === null
      ? []
      : await options.iceServers().then(
          (ice) => ice.servers,
          () => [],
        );
  const [stun, turn] = await Promise.all([
    reach(options, servers, "srflx"),
    reach(options, servers, "relay"),
  ]);
  return { word: verdict(rtt_ms, stun, turn), rtt_ms, stun, turn };
}

/** Without a relay most networks still work; without the server none does. */
export function verdict(rtt: number | null, stun: Reach, turn: Reach): NetworkWord {
  if (rtt === null || (stun === "failed" && turn === "failed")) return "bad";
  return rtt > SLOW_MS || stun === "failed" || turn === "failed" ? "limited" : "good";
}

async function roundTrip(ping: () => Promise<unknown>): Promise<number | null> {
  try {
    // The first request also pays for the connection, so the second one is timed.
    await ping();
    const start = performance.now();
    await ping();
    return Math.round(performance.now() - start);
  } catch {
    return null;
  }
}

type Found = "srflx" | "relay";
const SCHEMES: Record<Found, RegExp> = { srflx: /^stuns?:/, relay: /^turns?:/ };

async function reach(options: NetworkCheckOptions, all: RTCIceServer[], found: Found): Promise<Reach> {
  const servers = all.filter(({ urls }) => [urls].flat().some((url) => SCHEMES[found].test(url)));
  if (servers.length === 0) return "not_configured";
  const { createConnection = (config) => new RTCPeerConnection(config) } = options;
  const iceTransportPolicy = found === "relay" ? "relay" : "all";
  const pc = createConnection({ iceServers: servers, iceTransportPolicy });
  try {
    return (await gathers(pc, found)) ? "reached" : "failed";
  } finally {
    pc.close();
  }
}

/** A short gathering of candidates: one of the wanted kind proves that its server answers. */
function gathers(pc: RTCPeerConnection, found: Found): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), GATHERING_MS);
    const done = (answer: boolean) => {
      clearTimeout(timer);
      resolve(answer);
    };
    pc.onicecandidate = ({ candidate }) => {
      if (!candidate) done(false);
      else if (candidate.type === found) done(true);
    };
    pc.createDataChannel("check");
    pc.setLocalDescription().catch(reject);
  });
}
