import type { ProblemDocument } from "../api/problem";
import { Handover } from "../media/handover";
import { type LocalMedia, sendLocal } from "../media/local";
import { P2PSession } from "../media/p2p";
import { planFor } from "../media/plan";
import type { QualitySample } from "../media/quality";
import type {
  IceConfig,
  IncomingSignal,
  MediaSession,
  OutgoingSignal,
  SignalTransport,
  Unsubscribe,
} from "../media/session";
import { type MediaTicket, startingNow } from "../media/ticket";
import { Store } from "../realtime/store";
import type { Ack } from "../realtime/transport";
import type { CallSocket, CallView } from "./types";

export interface CallMediaOptions {
  readonly callId: number;
  readonly socket: CallSocket;
  readonly local: LocalMedia;
  readonly iceServers: () => Promise<IceConfig>;
  /** Leave to enter the call's room on the media server, once it is there. */
  readonly ticket: () => Promise<MediaTicket>;
  /** The call as it began; where it has seated this page already there is nothing to join. */
  readonly begun?: CallView;
}

export type CallPhase =
  | { readonly name: "joining" | "joined" }
  /** The same person has opened the call in another tab or device. */
  | { readonly name: "taken_over" }
  | { readonly name: "refused"; readonly problem: ProblemDocument };

/** What the server takes for granted of a new seat. */
const ALL_ON = { microphone: true, camera: true, screen: false };
const RETRY_MS = 2_000;
/** Often enough that who looks after the department hears of a bad line while it is one. */
const QUALITY_EVERY_MS = 10_000;
/** What the server takes at once; older samples go first when the socket is away for long. */
const MOST_SAMPLES = 12;

/** A device that takes longer than this to open is told as off until it is there. */
const OPENING_MS = 1_500;

/** A large part of its own, which a call of two between their browsers can do without. */
const served = () => import("../media/sfu");

/** While somebody waits for a call that may begin on the media server, or move there. */
export function loadServedAhead(): void {
  // Whoever needs it asks again.
  served().catch(() => undefined);
}

/** One page's part in one call: joins over the socket, and keeps media and server in step. */
export class CallMedia {
  readonly phase = new Store<CallPhase>({ name: "joining" });
  readonly session: MediaSession;
  /** Voices only, for a line that carries no pictures. */
  readonly audioOnly = new Store(false);
  readonly #options: CallMediaOptions;
  /** New for each object and so for each page load: the other side then resets its peer. */
  readonly #connection: string;
  readonly #subscriptions: Unsubscribe[];
  readonly #restored = new Set<() => void>();
  readonly #timer: ReturnType<typeof setInterval>;
  #live = false;
  #hadCamera = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #told = "";
  #opening: ReturnType<typeof setTimeout> | undefined;
  #version = 0;
  #samples: QualitySample[] = [];

  constructor(options: CallMediaOptions) {
    this.#options = options;
    const { socket, local, begun } = options;
    this.#connection = begun ? socket.mediaConnection : crypto.randomUUID();
    this.session = new Handover({
      direct: new P2PSession({ signals: this.#signals(), iceServers: options.iceServers }),
      loadServed: async (isStart) => {
        const ticket = startingNow(options.ticket);
        const { SfuSession } = await served();
        return new SfuSession({ ticket, isStart });
      },
    });
    this.#subscriptions = [
      sendLocal(local, this.session),
      local.subscribe(() => this.#localChanged()),
      socket.state.subscribe(() => this.#socketChanged()),
      socket.on<{ call_id: number }>("call.taken_over", ({ call_id }) => this.#takenOver(call_id)),
      this.session.onQuality((_from, sample) => this.#keepSample(sample)),
    ];
    this.#timer = setInterval(() => this.#sendSamples(), QUALITY_EVERY_MS);
    if (begun && isSeated(begun, this.#connection)) this.#begin(begun);
    this.#socketChanged();
  }

  /** Takes in the newest state of the call, from wherever the screen has it. */
  follow(call: CallView): void {
    if (call.id !== this.#options.callId || this.phase.get().name === "taken_over") return;
    if (call.version < this.#version) return;
    this.#version = call.version;
    const mine = call.participants.find(({ id }) => id === call.me);
    // Until the server knows this page, its seats still mean the page before it.
    if (mine?.connection !== this.#connection) return;
    this.session.connect(planFor(call, mine.id, this.#connection));
  }

  /** Our own camera goes off and comes back with the pictures of the others. */
  setAudioOnly(isOn: boolean): void {
    if (isOn === this.audioOnly.get()) return;
    const { local } = this.#options;
    this.audioOnly.set(isOn);
    this.session.setAudioOnly(isOn);
    if (isOn) this.#hadCamera = local.state().camera.on;
    if (this.#hadCamera && local.state().camera.on === isOn) void local.setCamera(!isOn);
  }

  /** Stops the media, but does not leave: after a reload the call goes on. */
  close(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#retry);
    clearTimeout(this.#opening);
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.session.close();
  }

  #signals(): SignalTransport {
    const { socket, callId } = this.#options;
    return {
      send: (signal: OutgoingSignal) => {
        // A signal that is lost is said again by the engine, so a failed request needs nothing.
        socket.request("call.signal", { call_id: callId, ...signal }).catch(() => undefined);
      },
      onSignal: (listener) =>
        socket.on<IncomingSignal & { call_id: number }>("call.signal", (signal) => {
          if (signal.call_id === callId) listener(signal);
        }),
      onRestored: (listener) => {
        this.#restored.add(listener);
        return () => this.#restored.delete(listener);
      },
    };
  }

  /** Our place as the answer made it; the server has it that everything is on. */
  #begin(call: CallView): void {
    this.#live = true;
    this.phase.set({ name: "joined" });
    this.#told = JSON.stringify(ALL_ON);
    this.follow(call);
    this.#tellOnceOpen();
  }

  #socketChanged(): void {
    const live = this.#options.socket.state.get().status === "live";
    if (live === this.#live) return;
    this.#live = live;
    if (live) void this.#join();
  }

  async #join(): Promise<void> {
    clearTimeout(this.#retry);
    const name = this.phase.get().name;
    if (!this.#live || name === "taken_over" || name === "refused") return;
    const { socket, callId: call_id } = this.#options;
    const payload = { call_id, connection: this.#connection };
    const ack = await socket.request<{ call: CallView }>("call.join", payload).catch(() => null);
    if (ack) this.#joined(ack);
    else this.#joinLater();
  }

  #joinLater(): void {
    this.#retry = setTimeout(() => void this.#join(), RETRY_MS);
  }

  #refused(problem: ProblemDocument): void {
    // A server that is busy is no answer; one that knows no such call is.
    if (problem.status === 429 || problem.status >= 500) this.#joinLater();
    else this.phase.set({ name: "refused", problem });
  }

  #joined(ack: Ack<{ call: CallView }>): void {
    if (!ack.ok) {
      this.#refused(ack.problem);
      return;
    }
    this.phase.set({ name: "joined" });
    this.follow(ack.call);
    this.#told = "";
    this.#tellOnceOpen();
    for (const restored of this.#restored) restored();
  }

  #localChanged(): void {
    // Who switches the camera on wants pictures again.
    if (this.audioOnly.get() && this.#options.local.state().camera.on) this.setAudioOnly(false);
    this.#tellOnceOpen();
  }

  /** What is just being opened is waited for a moment, so that it is not told as off and then as on. */
  #tellOnceOpen(): void {
    const { microphone, camera } = this.#options.local.state();
    if (microphone.opening || camera.opening) {
      this.#opening ??= setTimeout(() => this.#tellMediaState(), OPENING_MS);
    } else this.#tellMediaState();
  }

  #tellMediaState(): void {
    clearTimeout(this.#opening);
    this.#opening = undefined;
    const { microphone, camera, screen } = this.#options.local.state();
    const state = {
      microphone: microphone.on && microphone.track !== null,
      camera: camera.on && camera.track !== null,
      screen: screen !== null,
    };
    const said = JSON.stringify(state);
    if (this.phase.get().name !== "joined" || !this.#live || said === this.#told) return;
    this.#told = said;
    const payload = { call_id: this.#options.callId, ...state };
    this.#options.socket.request("call.media_state", payload).catch(() => {
      this.#told = "";
    });
  }

  #takenOver(callId: number): void {
    if (callId !== this.#options.callId) return;
    this.phase.set({ name: "taken_over" });
    this.close();
  }

  #keepSample(sample: QualitySample): void {
    this.#samples = [...this.#samples, sample].slice(-MOST_SAMPLES);
  }

  #sendSamples(): void {
    if (!this.#live || this.phase.get().name !== "joined" || this.#samples.length === 0) return;
    const payload = { call_id: this.#options.callId, samples: this.#samples };
    this.#samples = [];
    this.#options.socket.request("call.quality", payload).catch(() => undefined);
  }
}

function isSeated(call: CallView, connection: string): boolean {
  return call.participants.some(
    (one) => one.id === call.me && one.connected && one.connection === connection,
  );
}
