import { Store } from "../realtime/store";
import type { P2PSession } from "./p2p";
import type { QualitySample } from "./quality";
import {
  EMPTY_STATE,
  type MediaMode,
  type MediaPlan,
  type MediaSession,
  type ParticipantId,
  type PictureSlot,
  type RemoteParticipant,
  type SessionState,
  type Size,
  type Slot,
  type Unsubscribe,
} from "./session";
import { Takeover } from "./takeover";

/** Straight between the browsers; an end that can do without it says so. */
export type DirectSession = MediaSession & Pick<P2PSession, "sayFarewell" | "isDispensable">;

export interface HandoverOptions {
  readonly direct: DirectSession;
  /** Loads the other engine, which most calls never need. `isStart`: the call begins there. */
  readonly loadServed: (isStart: boolean) => Promise<MediaSession>;
  readonly failed?: (error: unknown) => void;
}

/** Lets go of the old picture only when the new one has surely been drawn. */
const LINGER_MS = 1_000;
const LOAD_AGAIN_MS = 3_000;

type QualityListener = (from: ParticipantId, sample: QualitySample) => void;

/**
 * One session over both engines. A call that moves to the media server keeps its direct link, and
 * plays what comes over it, until everything has arrived the other way, on both sides. When the
 * media server cannot be reached the direct link simply goes on. There is no way back.
 */
export class Handover implements MediaSession {
  readonly #options: HandoverOptions;
  readonly #store = new Store<SessionState>(EMPTY_STATE);
  readonly #takeover = new Takeover();
  readonly #qualityListeners = new Set<QualityListener>();
  /** What the engines were told, for one that comes later. */
  readonly #told = new Map<string, (engine: MediaSession) => void>();
  #direct: DirectSession | null;
  #served: MediaSession | null = null;
  #isLoading = false;
  #cannotLoad = false;
  #isClosed = false;
  #plan: MediaPlan | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lingering: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HandoverOptions) {
    this.#options = options;
    this.#direct = options.direct;
    this.#watch(options.direct);
  }

  get mode(): MediaMode {
    return this.#plan?.mode ?? "p2p";
  }

  readonly state = (): SessionState => this.#store.get();

  readonly subscribe = (listener: () => void): Unsubscribe => this.#store.subscribe(listener);

  connect(plan: MediaPlan): void {
    if (this.#isClosed || (this.#plan && plan.epoch < this.#plan.epoch)) return;
    const isFirst = this.#plan === null;
    this.#plan = plan;
    if (plan.mode === "p2p") this.#direct?.connect(plan);
    else if (isFirst) this.#dropDirect();
    else this.#direct?.connect(this.#withoutNewcomers(plan));
    if (plan.mode === "sfu") this.#serve(plan);
    this.#settle();
  }

  publish(slot: Slot, track: MediaStreamTrack | null, isOn: boolean): void {
    this.#tell(`publish ${slot}`, (engine) => engine.publish(slot, track, isOn));
  }

  show(id: ParticipantId, slot: PictureSlot, size: Size | null): void {
    this.#tell(`show ${id} ${slot}`, (engine) => engine.show(id, slot, size));
  }

  setAudioOnly(isOn: boolean): void {
    this.#tell("audio only", (engine) => engine.setAudioOnly(isOn));
  }

  recover(): void {
    for (const engine of this.#engines()) engine.recover();
  }

  onQuality(listener: QualityListener): Unsubscribe {
    this.#qualityListeners.add(listener);
    return () => {
      this.#qualityListeners.delete(listener);
    };
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#lingering);
    for (const engine of this.#engines()) engine.close();
    this.#direct = null;
    this.#served = null;
    this.#settle();
  }

  #engines(): MediaSession[] {
    return [this.#direct, this.#served].filter((engine) => engine !== null);
  }

  #tell(subject: string, say: (engine: MediaSession) => void): void {
    this.#told.set(subject, say);
    for (const engine of this.#engines()) say(engine);
  }

  #watch(engine: MediaSession): void {
    engine.subscribe(() => this.#settle());
    engine.onQuality((from, sample) => {
      for (const listener of this.#qualityListeners) listener(from, sample);
    });
  }

  /** Who came after the move is met on the media server only; so is a page that was loaded since. */
  #withoutNewcomers(plan: MediaPlan): MediaPlan {
    const known = new Set(this.#direct?.state().remotes.map(({ id }) => id));
    return { ...plan, peers: plan.peers.filter(({ id }) => known.has(id)) };
  }

  #serve(plan: MediaPlan): void {
    if (this.#served) this.#served.connect(plan);
    else if (!this.#isLoading) void this.#load();
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      const served = await this.#options.loadServed(this.#direct === null);
      this.#cannotLoad = false;
      if (this.#isClosed) served.close();
      else this.#begin(served);
    } catch (error) {
      this.#options.failed?.(error);
      this.#cannotLoad = true;
      this.#timer = setTimeout(() => this.#plan && this.#serve(this.#plan), LOAD_AGAIN_MS);
    } finally {
      this.#isLoading = false;
    }
    this.#settle();
  }

  #begin(served: MediaSession): void {
    this.#served = served;
    for (const say of this.#told.values()) say(served);
    this.#watch(served);
    if (this.#plan) served.connect(this.#plan);
  }

  #settle(): void {
    this.#publishState();
    const direct = this.#direct;
    if (!direct || this.mode !== "sfu" || this.#isClosed) return;
    const ids = direct.state().remotes.map(({ id }) => id);
    const moved = ids.filter((id) => this.#takeover.hasMoved(id));
    for (const id of moved) direct.sayFarewell(id);
    const isDone = moved.length === ids.length && ids.every((id) => direct.isDispensable(id));
    if (isDone) this.#lingering ??= setTimeout(() => this.#dropDirect(), LINGER_MS);
  }

  #dropDirect(): void {
    const direct = this.#direct;
    this.#direct = null;
    direct?.close();
    this.#publishState();
  }

  #publishState(): void {
    const direct = this.#direct?.state();
    const served = this.#served?.state();
    const remotes = this.#merge(direct?.remotes ?? [], served?.remotes ?? []);
    const usesServed = served !== undefined && (!direct || remotes.some(isIn(served.remotes)));
    this.#store.set({
      epoch: this.#plan?.epoch ?? 0,
      remotes,
      line: (usesServed ? served : direct)?.line ?? null,
      problem: served?.problem ?? (this.#cannotLoad ? "unreachable" : null),
    });
  }

  #merge(direct: readonly RemoteParticipant[], served: readonly RemoteParticipant[]): RemoteParticipant[] {
    return this.#served ? this.#takeover.merge(direct, served) : [...direct];
  }
}

function isIn(remotes: readonly RemoteParticipant[]) {
  return (one: RemoteParticipant) => remotes.includes(one);
}
