import { DisconnectReason } from "livekit-client";
import { isProblem } from "../api/problem";
import { Store } from "../realtime/store";
import { onNetworkChange } from "./netchange";
import { type QualitySample, QualityWatch } from "./quality";
import {
  EMPTY_STATE,
  type MediaPlan,
  type MediaSession,
  type ParticipantId,
  type PictureSlot,
  type RemoteParticipant,
  type SessionState,
  type Size,
  SLOTS,
  type Slot,
  type Unsubscribe,
} from "./session";
import { SfuRoom, type SfuRoomOptions } from "./sfuRoom";
import { Takeover } from "./takeover";
import { type MediaTicket, participantOf } from "./ticket";

/** What a session needs of a stay in a room. */
export type Stay = Pick<
  SfuRoom,
  | "name"
  | "isJoined"
  | "state"
  | "join"
  | "remotes"
  | "follow"
  | "publish"
  | "show"
  | "setAudioOnly"
  | "stats"
  | "close"
>;

export interface SfuOptions {
  /** A fresh ticket for the room that the call is in now. */
  readonly ticket: () => Promise<MediaTicket>;
  /** Nothing is seen yet that could suffer from haste. */
  readonly isStart?: boolean;
  readonly idOf?: SfuRoomOptions["idOf"];
  readonly enter?: (options: SfuRoomOptions) => Stay;
  /** Told of failures that the session goes on from by itself, for a log. */
  readonly failed?: (error: unknown) => void;
}

interface Sent {
  readonly track: MediaStreamTrack | null;
  readonly isOn: boolean;
}

interface Shown {
  readonly id: ParticipantId;
  readonly slot: PictureSlot;
  readonly size: Size | null;
}

const RETRY_MS = [500, 1_000, 2_000, 3_000, 5_000] as const;
const ROOM_COMES_MS = 3_000;
/** Another page has our seat: it is not fought for, only asked for again later. */
const REPLACED_MS = 10_000;
/** Those who look on from a new room need a moment to draw what they see. */
const LINGER_MS = 1_000;

/** Media over the media server: enters the call's room, and every later one before it leaves the last. */
export class SfuSession implements MediaSession {
  readonly mode = "sfu";
  readonly #options: SfuOptions;
  readonly #store = new Store<SessionState>(EMPTY_STATE);
  readonly #quality: QualityWatch;
  readonly #qualityListeners = new Set<(from: ParticipantId, sample: QualitySample) => void>();
  readonly #sent = new Map<Slot, Sent>();
  readonly #shown = new Map<string, Shown>();
  readonly #forgetNetwork: Unsubscribe;
  #rooms: Stay[] = [];
  #takeover = new Takeover();
  #plan: MediaPlan | null = null;
  #isAudioOnly = false;
  #failures = 0;
  #isEntering = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: SfuOptions) {
    this.#options = options;
    this.#forgetNetwork = onNetworkChange(() => this.recover());
    this.#quality = new QualityWatch(
      async () => (await this.#rooms.at(-1)?.stats()) ?? [],
      (sample) => this.#measured(sample),
    );
  }

  readonly state = (): SessionState => this.#store.get();

  readonly subscribe = (listener: () => void): Unsubscribe => this.#store.subscribe(listener);

  connect(plan: MediaPlan): void {
    if (this.#isClosed || (this.#plan && plan.epoch < this.#plan.epoch)) return;
    const isNew = plan.epoch !== this.#plan?.epoch;
    this.#plan = plan;
    for (const room of this.#rooms) room.follow(plan);
    if (isNew) this.#enterSoon(0);
    this.#publishState();
  }

  publish(slot: Slot, track: MediaStreamTrack | null, isOn: boolean): void {
    this.#sent.set(slot, { track, isOn });
    for (const room of this.#rooms) room.publish(slot, track, isOn);
  }

  show(id: ParticipantId, slot: PictureSlot, size: Size | null): void {
    this.#shown.set(`${id} ${slot}`, { id, slot, size });
    for (const room of this.#rooms) room.show(id, slot, size);
  }

  setAudioOnly(isOn: boolean): void {
    this.#isAudioOnly = isOn;
    for (const room of this.#rooms) room.setAudioOnly(isOn);
  }

  /** A room that is up is left alone: the library itself follows a change of networks. */
  recover(): void {
    if (this.#rooms.at(-1)?.isJoined !== true) this.#enterSoon(0);
  }

  onQuality(listener: (from: ParticipantId, sample: QualitySample) => void): Unsubscribe {
    this.#qualityListeners.add(listener);
    return () => {
      this.#qualityListeners.delete(listener);
    };
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#leaving);
    this.#quality.stop();
    this.#forgetNetwork();
    for (const room of this.#rooms) room.close();
    this.#rooms = [];
    this.#publishState();
  }

  #enterSoon(delay: number): void {
    clearTimeout(this.#retry);
    if (!this.#isClosed) this.#retry = setTimeout(() => void this.#enter(), delay);
  }

  async #enter(): Promise<void> {
    if (this.#isEntering) return;
    this.#isEntering = true;
    const epoch = this.#plan?.epoch;
    try {
      await this.#enterRoomOf(await this.#options.ticket());
      this.#failures = 0;
    } catch (error) {
      this.#enterLater(error);
    } finally {
      this.#isEntering = false;
    }
    // The call has moved on meanwhile, so that the ticket was for the room before.
    if (this.#plan?.epoch !== epoch) this.#enterSoon(0);
    this.#publishState();
  }

  #enterLater(error: unknown): void {
    // The room is being made; that is no trouble yet, and the next epoch tells of it.
    if (isProblem(error, "not-on-media-server")) {
      this.#enterSoon(ROOM_COMES_MS);
      return;
    }
    this.#options.failed?.(error);
    this.#failures += 1;
    this.#enterSoon(RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1] ?? RETRY_MS[0]);
  }

  async #enterRoomOf(ticket: MediaTicket): Promise<void> {
    const last = this.#rooms.at(-1);
    const isThere = last?.name === ticket.room && last.isJoined;
    if (this.#isClosed || isThere) return;
    const room = this.#open(ticket);
    try {
      await room.join();
    } catch (error) {
      room.close();
      throw error;
    }
    if (this.#isClosed) room.close();
    else this.#moveInto(room);
  }

  #open(ticket: MediaTicket): Stay {
    const {
      enter = (options) => new SfuRoom(options),
      idOf = participantOf,
      failed,
      isStart,
    } = this.#options;
    const room: Stay = enter({
      ticket,
      inHaste: isStart === true && this.#rooms.length === 0,
      idOf,
      changed: () => this.#settle(),
      ended: (reason) => this.#lost(room, reason),
      failed: (error) => failed?.(error),
    });
    this.#bringUpToDate(room);
    return room;
  }

  #bringUpToDate(room: Stay): void {
    for (const slot of SLOTS) {
      const { track = null, isOn = true } = this.#sent.get(slot) ?? {};
      room.publish(slot, track, isOn);
    }
    for (const { id, slot, size } of this.#shown.values()) room.show(id, slot, size);
    room.setAudioOnly(this.#isAudioOnly);
    if (this.#plan) room.follow(this.#plan);
  }

  #moveInto(room: Stay): void {
    // Of those before only the last one is worth looking at.
    for (const older of this.#rooms.slice(0, -1)) older.close();
    this.#rooms = [...this.#rooms.slice(-1), room];
    this.#takeover = new Takeover();
    // A camera that opened while we came in is told to rooms that we are in only.
    this.#bringUpToDate(room);
    this.#settle();
  }

  #lost(room: Stay, reason: DisconnectReason | undefined): void {
    if (room !== this.#rooms.at(-1)) return;
    this.#enterSoon(reason === DisconnectReason.DUPLICATE_IDENTITY ? REPLACED_MS : 0);
  }

  #settle(): void {
    this.#publishState();
    const [old, next] = this.#rooms;
    if (!old || !next || !old.remotes().every(({ id }) => this.#takeover.hasMoved(id))) return;
    this.#leaving ??= setTimeout(() => this.#leave(old), LINGER_MS);
  }

  #leave(old: Stay): void {
    this.#leaving = undefined;
    old.close();
    this.#rooms = this.#rooms.filter((room) => room !== old);
    this.#publishState();
  }

  #remotes(): RemoteParticipant[] {
    const [old, next] = this.#rooms;
    if (!old) return [];
    return next ? this.#takeover.merge(old.remotes(), next.remotes()) : old.remotes();
  }

  #measured(sample: QualitySample): void {
    for (const listener of this.#qualityListeners) listener(this.#plan?.me ?? 0, sample);
    this.#publishState();
  }

  #publishState(): void {
    this.#store.set({
      epoch: this.#plan?.epoch ?? 0,
      remotes: this.#remotes(),
      line: this.#quality.current,
      problem: this.#failures > 0 ? "unreachable" : null,
    });
  }
}
