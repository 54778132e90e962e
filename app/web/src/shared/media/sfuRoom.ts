import {
  ConnectionQuality,
  ConnectionState,
  DefaultReconnectPolicy,
  type DisconnectReason,
  type RemoteParticipant as Occupant,
  Room,
  RoomEvent,
  setLogLevel,
} from "livekit-client";
import type { Quality, QualityWord } from "./quality";
import {
  type LinkState,
  type MediaPlan,
  type ParticipantId,
  type PictureSlot,
  type PlannedPeer,
  type RemoteParticipant,
  type Size,
  SLOTS,
  type Slot,
} from "./session";
import { SfuSeat, SOURCE_OF } from "./sfuSeat";
import { SfuSlot } from "./sfuSlot";
import type { MediaTicket } from "./ticket";

export interface SfuRoomOptions {
  readonly ticket: MediaTicket;
  /** All is sent and asked for at once. A picture that goes on meanwhile would stand still for it. */
  readonly inHaste: boolean;
  /** Who an identity of the room is; null for those who are nobody's partner. */
  readonly idOf: (identity: string) => ParticipantId | null;
  changed(): void;
  /** The room is lost, and not by `close`. */
  ended(reason: DisconnectReason | undefined): void;
  failed(error: unknown): void;
}

// What fails is told in the session's state; the rest is of no use in a person's browser.
setLogLevel("error");

/** The library's own attempts keep the connection's tracks; after them a fresh ticket is needed. */
const RESUME_AFTER_MS = [100, 400, 1_000, 2_000];
const CONNECT = {
  subscriberAllowPause: true,
  maxRetries: 0,
  websocketTimeout: 5_000,
  peerConnectionTimeout: 10_000,
};
/** More of them come and go out of sight, and what is not seen is not fetched. */
const FEW = 4;
/** A hiccup of the signals alone stops no picture, and so is not worth a word. */
const HICCUP_MS = 1_500;

const WORDS: Record<ConnectionQuality, QualityWord | null> = {
  [ConnectionQuality.Excellent]: "good",
  [ConnectionQuality.Good]: "fair",
  [ConnectionQuality.Poor]: "poor",
  [ConnectionQuality.Lost]: "poor",
  [ConnectionQuality.Unknown]: null,
};

const EVENTS = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.TrackStreamStateChanged,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
] as const;

/** One stay in one room of the media server, from a ticket to its end. */
export class SfuRoom {
  readonly name: string;
  readonly #options: SfuRoomOptions;
  readonly #room: Room;
  readonly #slots: Record<Slot, SfuSlot>;
  readonly #seats = new Map<ParticipantId, SfuSeat>();
  readonly #sizes = new Map<string, Size | null>();
  #plan: MediaPlan | null = null;
  #isAudioOnly = false;
  #isShaky = false;
  #isReached = false;
  #hasJoined = false;
  #isLost = false;
  #permitted = "";
  #isClosed = false;
  #hiccup: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SfuRoomOptions) {
    this.#options = options;
    this.name = options.ticket.room;
    this.#room = new Room({
      dynacast: true,
      // Tiles tell their sizes to every engine alike (`show`), so elements need not be attached here.
      adaptiveStream: false,
      stopLocalTrackOnUnpublish: false,
      reconnectPolicy: new DefaultReconnectPolicy(RESUME_AFTER_MS),
    });
    const slot = (name: Slot) => new SfuSlot(name, this.#room.localParticipant, options.failed);
    this.#slots = { audio: slot("audio"), video: slot("video"), screen: slot("screen") };
    this.#listen();
  }

  /** Rejects when the room cannot be entered. */
  async join(): Promise<void> {
    const { ticket, inHaste } = this.#options;
    // What we send is then agreed on together with the connection.
    if (inHaste) this.#room.once(RoomEvent.SignalConnected, () => this.#reached());
    const autoSubscribe = inHaste && this.#isAllWanted();
    await this.#room.connect(ticket.url, ticket.token, { ...CONNECT, autoSubscribe });
    this.#hasJoined = true;
    this.#reached();
  }

  /** Who may have what we send is said before it is sent. */
  #reached(): void {
    if (this.#isClosed) return;
    this.#isReached = true;
    this.#update();
    for (const slot of SLOTS) this.#slots[slot].open();
  }

  get isJoined(): boolean {
    return this.#hasJoined && !this.#isClosed && !this.#isLost;
  }

  get state(): LinkState {
    if (!this.#hasJoined) return "connecting";
    const { state } = this.#room;
    const isUp = state === ConnectionState.Connected || state === ConnectionState.SignalReconnecting;
    return isUp && !this.#isShaky ? "connected" : "reconnecting";
  }

  remotes(): RemoteParticipant[] {
    return (this.#plan?.peers ?? []).map((peer) => this.#remote(peer));
  }

  follow(plan: MediaPlan): void {
    this.#plan = plan;
    this.#update();
  }

  publish(slot: Slot, track: MediaStreamTrack | null, isOn: boolean): void {
    this.#slots[slot].want(track, isOn);
  }

  show(id: ParticipantId, slot: PictureSlot, size: Size | null): void {
    this.#sizes.set(`${id} ${slot}`, size);
    this.#update();
  }

  setAudioOnly(isOn: boolean): void {
    this.#isAudioOnly = isOn;
    this.#update();
  }

  /** What `getStats` says of everything that we send and receive. */
  async stats(): Promise<[string, unknown][]> {
    const received = [...this.#seats.values()].flatMap(({ tracks }) => tracks);
    const sent = SLOTS.flatMap((slot) => this.#slots[slot].published ?? []);
    const reports = await Promise.all([...received, ...sent].map((track) => track.getRTCStatsReport()));
    return reports.flatMap((report) => [...(report ?? [])]);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#hiccup);
    for (const slot of SLOTS) this.#slots[slot].close();
    for (const seat of this.#seats.values()) seat.close();
    void this.#room.disconnect(false);
  }

  #listen(): void {
    for (const event of EVENTS) this.#room.on(event, () => this.#update());
    this.#room.on(RoomEvent.SignalReconnecting, () => this.#noteHiccup());
    this.#room.on(RoomEvent.Reconnecting, () => this.#setShaky(true));
    this.#room.on(RoomEvent.Reconnected, () => this.#setShaky(false));
    this.#room.on(RoomEvent.Disconnected, (reason) => {
      if (this.#isClosed || !this.#hasJoined) return;
      this.#isLost = true;
      this.#setShaky(true);
      this.#options.ended(reason);
    });
  }

  #noteHiccup(): void {
    clearTimeout(this.#hiccup);
    this.#hiccup = setTimeout(() => this.#setShaky(true), HICCUP_MS);
  }

  #setShaky(isShaky: boolean): void {
    clearTimeout(this.#hiccup);
    this.#isShaky = isShaky;
    this.#update();
  }

  #update(): void {
    if (this.#isClosed) return;
    const peers = this.#plan?.peers ?? [];
    this.#separate(peers);
    for (const peer of peers) this.#updateSeat(peer);
    const here = new Set(peers.map(({ id }) => id));
    for (const [id, seat] of this.#seats) if (!here.has(id)) seat.update(this.#occupantOf(id), () => false);
    this.#options.changed();
  }

  /** On hold nothing of ours leaves, or only for those who are not held. */
  #separate(peers: readonly PlannedPeer[]): void {
    const onHold = this.#plan?.onHold ?? false;
    const free = new Set(peers.filter(({ held }) => !held).map(({ id }) => id));
    for (const slot of SLOTS) this.#slots[slot].pause(onHold && free.size === 0);
    this.#permit(onHold && free.size > 0 ? this.#identitiesOf(free) : null);
  }

  #permit(identities: readonly string[] | null): void {
    const said = JSON.stringify(identities);
    if (!this.#isReached || said === (this.#permitted || "null")) return;
    this.#permitted = said;
    const rules = (identities ?? []).map((participantIdentity) => ({ participantIdentity, allowAll: true }));
    this.#room.localParticipant.setTrackSubscriptionPermissions(identities === null, rules);
  }

  #identitiesOf(ids: ReadonlySet<ParticipantId>): string[] {
    return [...this.#room.remoteParticipants.keys()].filter((identity) => {
      const id = this.#options.idOf(identity);
      return id !== null && ids.has(id);
    });
  }

  #updateSeat(peer: PlannedPeer): void {
    const seat = this.#seatOf(peer.id);
    seat.update(this.#occupantOf(peer.id), (slot) => this.#isWanted(peer, slot));
    for (const slot of ["video", "screen"] as const) this.#fit(seat, peer.id, slot);
  }

  #seatOf(id: ParticipantId): SfuSeat {
    const seat = this.#seats.get(id) ?? new SfuSeat(() => this.#options.changed());
    this.#seats.set(id, seat);
    return seat;
  }

  #fit(seat: SfuSeat, id: ParticipantId, slot: PictureSlot): void {
    const size = this.#sizes.get(`${id} ${slot}`);
    const publication = seat.occupant?.getTrackPublication(SOURCE_OF[slot]);
    if (size && publication?.isSubscribed) publication.setVideoDimensions(size);
  }

  #occupantOf(id: ParticipantId): Occupant | null {
    for (const [identity, occupant] of this.#room.remoteParticipants) {
      if (this.#options.idOf(identity) === id) return occupant;
    }
    return null;
  }

  /** Few and all of them shown: the server need not wait to be asked for each picture. */
  #isAllWanted(): boolean {
    const peers = this.#plan?.peers ?? [];
    return peers.length <= FEW && peers.every((peer) => SLOTS.every((slot) => this.#isWanted(peer, slot)));
  }

  #isWanted({ id, held }: PlannedPeer, slot: Slot): boolean {
    if (held) return false;
    return slot === "audio" || (!this.#isAudioOnly && this.#sizes.get(`${id} ${slot}`) !== null);
  }

  #remote(peer: PlannedPeer): RemoteParticipant {
    const seat = this.#seatOf(peer.id);
    const { occupant } = seat;
    return {
      id: peer.id,
      ...seat.streams,
      state: this.#stateOf(seat),
      quality: occupant && qualityOf(occupant.connectionQuality),
      speaking: occupant?.isSpeaking ?? false,
      starved: seat.isStarved,
      ready: occupant !== null && this.state === "connected" && this.#hasAllOf(seat, peer),
      incoming: null,
    };
  }

  #stateOf({ occupant, wasHere }: SfuSeat): LinkState {
    if (this.state !== "connected") return this.state;
    if (occupant) return "connected";
    return wasHere ? "reconnecting" : "connecting";
  }

  #hasAllOf(seat: SfuSeat, peer: PlannedPeer): boolean {
    const expected = SLOTS.filter((slot) => peer.sends[slot] && this.#isWanted(peer, slot));
    return expected.every((slot) => seat.hasArrived(slot));
  }
}

const UNMEASURED = {
  rtt_ms: null,
  loss_percent: null,
  bitrate_in: null,
  bitrate_out: null,
  width: null,
  height: null,
  fps: null,
};

/** What the media server says of somebody's line; the advice is for them, not for us. */
function qualityOf(quality: ConnectionQuality): Quality | null {
  const word = WORDS[quality];
  return word && { word, advice: null, sample: UNMEASURED };
}
