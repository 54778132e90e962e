import { Bundle } from "./bundle";
import { Farewell } from "./farewell";
import { Recovery } from "./recovery";
import type { LinkState, SignalBody, Slot } from "./session";
import {
  adoptLines,
  layLines,
  newStreams,
  type RemoteStreams,
  type SlotTracks,
  sendInLine,
  slotOf,
  wantPictures,
} from "./slots";

export interface LinkOptions {
  /** The polite side gives way when both offer at once; the other one makes the first offer. */
  readonly polite: boolean;
  readonly iceServers: RTCIceServer[];
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  send(body: SignalBody): void;
  changed(): void;
  /** Told of a step that failed; the recovery comes back to it. */
  failed(error: unknown): void;
}

/** Of so many attempts the last one starts over with a new connection; the others restart ICE. */
const ATTEMPTS_A_CONNECTION = 4;
/** The polite side lets the other restart first: two offers that cross cost a round trip. */
const POLITE_OFFSET_MS = 1_500;
/** Most candidates are found within a moment; each message costs the server and the other side time. */
const GATHER_MS = 20;

/** Every browser that we know sends all lines over one transport: no others are gathered for. */
const BUNDLE: RTCBundlePolicy = "max-bundle";

/** What flows over a link from its start. */
export interface LinkStart {
  readonly tracks: SlotTracks;
  readonly held: boolean;
  /** Whether the other side's pictures are wanted. */
  readonly pictures: boolean;
}

/** One connection with one page of another participant, by perfect negotiation. */
export class PeerLink {
  readonly #options: LinkOptions;
  readonly #recovery: Recovery;
  readonly #found: Bundle<RTCIceCandidateInit>;
  readonly farewell: Farewell;
  #pc: RTCPeerConnection;
  #streams: RemoteStreams = newStreams();
  #tracks: SlotTracks;
  #iceServers: RTCIceServer[];
  #held: boolean;
  #pictures: boolean;
  #makingOffer = false;
  #settingAnswer = false;
  #ignoreOffer = false;
  #wasConnected = false;
  #closed = false;
  #remoteSession: string | null = null;
  #early: RTCIceCandidateInit[] = [];
  #inbox: Promise<void> = Promise.resolve();

  constructor(options: LinkOptions, { tracks, held, pictures }: LinkStart) {
    this.#options = options;
    this.#iceServers = options.iceServers;
    this.#tracks = { ...tracks };
    this.#held = held;
    this.#pictures = pictures;
    this.farewell = new Farewell(() => options.changed());
    this.#recovery = new Recovery({
      attempt: (count) => this.#attempt(count),
      offset: options.polite ? POLITE_OFFSET_MS : 0,
    });
    this.#found = new Bundle((candidates) => options.send({ candidates }), GATHER_MS);
    this.#pc = this.#build();
  }

  get streams(): RemoteStreams {
    return this.#streams;
  }

  get state(): LinkState {
    if (this.#pc.connectionState === "connected") return "connected";
    return this.#wasConnected ? "reconnecting" : "connecting";
  }

  stats(): Promise<RTCStatsReport> {
    return this.#pc.getStats();
  }

  publish(slot: Slot, track: MediaStreamTrack | null): void {
    this.#tracks[slot] = track;
    this.#syncSlot(slot);
  }

  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    for (const slot of Object.keys(this.#tracks) as Slot[]) this.#syncSlot(slot);
  }

  wantPictures(pictures: boolean): void {
    this.#pictures = pictures;
    if (!this.#closed) wantPictures(this.#pc, pictures);
  }

  /** Messages are taken one after the other: a candidate must not overtake its description. */
  receive(body: SignalBody): Promise<void> {
    this.#inbox = this.#inbox.then(() => this.#take(body)).catch((error) => this.#failed(error));
    return this.#inbox;
  }

  /** Fresh relay credentials count from the next gathering of candidates on. */
  takeServers(iceServers: RTCIceServer[]): void {
    this.#iceServers = iceServers;
    if (!this.#closed) this.#pc.setConfiguration({ iceServers, bundlePolicy: BUNDLE });
  }

  /** Something that may have been in the way is over; a connection that is up is left alone. */
  recover(): void {
    if (this.#closed) return;
    if (this.state !== "connected" || this.#pc.signalingState !== "stable") this.#recovery.now();
  }

  close(): void {
    this.#closed = true;
    this.#recovery.stop();
    this.#dispose();
  }

  #sent(): SlotTracks {
    return this.#held ? { audio: null, video: null, screen: null } : this.#tracks;
  }

  #syncSlot(slot: Slot): void {
    sendInLine(this.#pc, slot, this.#sent()[slot]).catch((error) => this.#failed(error));
  }

  #build(): RTCPeerConnection {
    const pc = this.#options.createConnection({ iceServers: this.#iceServers, bundlePolicy: BUNDLE });
    pc.onnegotiationneeded = () => void this.#offer(pc);
    pc.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) this.#found.add(candidate.toJSON());
    };
    pc.ontrack = ({ transceiver, track }) => this.#addTrack(pc, transceiver, track);
    pc.onconnectionstatechange = () => this.#stateChanged(pc);
    if (!this.#options.polite) layLines(pc, this.#sent(), this.#pictures);
    this.farewell.attach(pc);
    this.#recovery.update(pc.connectionState);
    return pc;
  }

  #rebuild(): void {
    this.#dispose();
    this.#streams = newStreams();
    this.#early = [];
    this.#makingOffer = false;
    this.#settingAnswer = false;
    this.#remoteSession = null;
    this.#pc = this.#build();
    this.#options.changed();
  }

  #dispose(): void {
    const pc = this.#pc;
    this.#found.clear();
    pc.onnegotiationneeded = null;
    pc.onicecandidate = null;
    pc.ontrack = null;
    pc.onconnectionstatechange = null;
    pc.close();
  }

  #addTrack(pc: RTCPeerConnection, line: RTCRtpTransceiver, track: MediaStreamTrack): void {
    const slot = slotOf(pc, line);
    if (!slot) return;
    (slot === "screen" ? this.#streams.screen : this.#streams.stream).addTrack(track);
    this.#options.changed();
  }

  #stateChanged(pc: RTCPeerConnection): void {
    if (pc.connectionState === "connected") this.#wasConnected = true;
    this.#recovery.update(pc.connectionState);
    this.#options.changed();
  }

  async #offer(pc: RTCPeerConnection): Promise<void> {
    // Before the first offer has come the polite side has no lines, and nothing to offer.
    if (this.#options.polite && !pc.remoteDescription) return;
    this.#makingOffer = true;
    try {
      await pc.setLocalDescription();
      this.#sendDescription(pc);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#makingOffer = false;
    }
  }

  #sendDescription(pc: RTCPeerConnection): void {
    if (pc === this.#pc && pc.localDescription) {
      this.#options.send({ description: toInit(pc.localDescription) });
    }
  }

  async #take(body: SignalBody): Promise<void> {
    if (this.#closed) return;
    if ("description" in body) await this.#takeDescription(body.description);
    else for (const candidate of body.candidates) await this.#takeCandidate(candidate);
  }

  async #takeDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.#followNewSession(description);
    const pc = this.#pc;
    if (!this.#accepts(pc, description)) return;
    this.#settingAnswer = description.type === "answer";
    try {
      await pc.setRemoteDescription(description);
    } finally {
      this.#settingAnswer = false;
    }
    await this.#flushEarly();
    if (description.type === "offer") await this.#answer(pc);
  }

  async #answer(pc: RTCPeerConnection): Promise<void> {
    await adoptLines(pc, this.#sent(), this.#pictures);
    await pc.setLocalDescription();
    this.#sendDescription(pc);
  }

  /** The other side has started over with a new connection; ours cannot answer it. */
  #followNewSession(description: RTCSessionDescriptionInit): void {
    const session = sessionOf(description);
    const isNew = this.#remoteSession !== null && session !== this.#remoteSession;
    if (description.type === "offer" && isNew) this.#rebuild();
    this.#remoteSession = session;
  }

  #accepts(pc: RTCPeerConnection, { type }: RTCSessionDescriptionInit): boolean {
    if (type !== "offer") return pc.signalingState === "have-local-offer";
    const free = !this.#makingOffer && (pc.signalingState === "stable" || this.#settingAnswer);
    this.#ignoreOffer = !this.#options.polite && !free;
    return !this.#ignoreOffer;
  }

  async #takeCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.#pc.remoteDescription) {
      this.#early.push(candidate);
      return;
    }
    try {
      await this.#pc.addIceCandidate(candidate);
    } catch (error) {
      // Candidates of an offer that lost the race, or of one already replaced, have no home.
      if (!this.#ignoreOffer && this.#isCurrent(candidate)) throw error;
    }
  }

  #isCurrent({ usernameFragment }: RTCIceCandidateInit): boolean {
    const sdp = this.#pc.remoteDescription?.sdp ?? "";
    return !usernameFragment || sdp.includes(`a=ice-ufrag:${usernameFragment}`);
  }

  async #flushEarly(): Promise<void> {
    for (const candidate of this.#early.splice(0)) await this.#takeCandidate(candidate);
  }

  #attempt(count: number): boolean {
    const pc = this.#pc;
    const turn = count % ATTEMPTS_A_CONNECTION;
    const isUp = pc.connectionState === "connected";
    if (turn === 0 && !isUp && !this.#options.polite) this.#rebuild();
    // The offer or its answer got lost; the same offer again is harmless to who has it already.
    else if (pc.signalingState === "have-local-offer") this.#sendDescription(pc);
    else if (isUp) return false;
    else if (turn === 1 && pc.connectionState === "connecting") return true;
    else if (pc.remoteDescription) pc.restartIce();
    return true;
  }

  #failed(error: unknown): void {
    if (!this.#closed) this.#options.failed(error);
  }
}

function toInit({ type, sdp }: RTCSessionDescription): RTCSessionDescriptionInit {
  return { type, sdp };
}

/** The session id of the origin line is drawn once for each RTCPeerConnection. */
function sessionOf({ sdp }: RTCSessionDescriptionInit): string | null {
  return sdp?.match(/^o=\S+ (\d+)/m)?.[1] ?? null;
}
