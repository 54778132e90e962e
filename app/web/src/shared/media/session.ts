/**
 * What screens know of the media of a call. The engines (peer to peer, or over the media server)
 * stand behind `MediaSession`; nothing above this file may know which one runs.
 */
import type { Quality, QualitySample } from "./quality";

export type ParticipantId = number;
export type MediaMode = "p2p" | "sfu";
export type Unsubscribe = () => void;

/** The order is the order of the media lines in every description, and must never change. */
export const SLOTS = ["audio", "video", "screen"] as const;
export type Slot = (typeof SLOTS)[number];

export type LinkState = "connecting" | "connected" | "reconnecting";

/** Whom to be connected with, as the server wants it at one media epoch. */
export interface MediaPlan {
  readonly mode: MediaMode;
  readonly epoch: number;
  /** Whoever is not among the peers, or is held, gets nothing of ours. */
  readonly onHold: boolean;
  readonly me: ParticipantId;
  /** Random id of this page load; the other side resets its peer when it changes. */
  readonly connection: string;
  readonly peers: readonly PlannedPeer[];
}

export interface PlannedPeer {
  readonly id: ParticipantId;
  readonly connection: string;
  /** Whether signals get through to them now; media may flow all the same. */
  readonly reachable: boolean;
  /** Connected, but no media flows between us. */
  readonly held: boolean;
  /** What they say is on, and so what will arrive from them. */
  readonly sends: Readonly<Record<Slot, boolean>>;
}

export interface RemoteParticipant {
  readonly id: ParticipantId;
  /** Voice and camera. Its tracks exist from the start; what is on is told by the call's state. */
  readonly stream: MediaStream;
  readonly screen: MediaStream;
  readonly state: LinkState;
  readonly quality: Quality | null;
  /** Heard to speak now; told only where several are in the call. */
  readonly speaking: boolean;
  /** The picture waits because our line carries no more than the voices. */
  readonly starved: boolean;
  /** All that they say they send has really arrived, so that this engine can take over. */
  readonly ready: boolean;
  /** The same voice from the engine that will take over: played mute, so that the change leaves no gap. */
  readonly incoming: MediaStream | null;
}

/** What cannot be reached from here, while the session goes on as well as it can. */
export type SessionProblem = "unreachable";

export interface SessionState {
  readonly epoch: number;
  readonly remotes: readonly RemoteParticipant[];
  /** How our own line is; null before it was measured. */
  readonly line: Quality | null;
  readonly problem: SessionProblem | null;
}

export const EMPTY_STATE: SessionState = { epoch: 0, remotes: [], line: null, problem: null };

export type PictureSlot = Exclude<Slot, "audio">;

/** Of a picture as it is shown, in device pixels; null where it is out of sight. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface MediaSession {
  readonly mode: MediaMode;
  readonly state: () => SessionState;
  readonly subscribe: (listener: () => void) => Unsubscribe;
  /** Connects to, keeps or leaves participants until the session matches; older epochs are ignored. */
  connect(plan: MediaPlan): void;
  /**
   * Sends the track in that slot to everyone who is not held, or nothing. The caller owns the track,
   * and silences it when it is not `on`.
   */
  publish(slot: Slot, track: MediaStreamTrack | null, on: boolean): void;
  /** Tells how large a remote picture is shown, so that no more of it is fetched. */
  show(id: ParticipantId, slot: PictureSlot, size: Size | null): void;
  /** Receives voices only, for a line that carries no pictures. */
  setAudioOnly(on: boolean): void;
  /** Tries again at once where the connection is not up. */
  recover(): void;
  onQuality(listener: (from: ParticipantId, sample: QualitySample) => void): Unsubscribe;
  /** Ends every connection; the session cannot be used again. */
  close(): void;
}

export type SignalBody =
  | { readonly description: RTCSessionDescriptionInit }
  | { readonly candidates: readonly RTCIceCandidateInit[] };

interface Envelope {
  readonly epoch: number;
  readonly connection: string;
  readonly to_connection: string;
}

export type OutgoingSignal = Envelope & { readonly to: ParticipantId } & SignalBody;
export type IncomingSignal = Envelope & { readonly from: ParticipantId } & SignalBody;

/** The way to the other side's engine. Messages may be lost, but arrive in order. */
export interface SignalTransport {
  send(signal: OutgoingSignal): void;
  onSignal(listener: (signal: IncomingSignal) => void): Unsubscribe;
  /** Told when messages can be sent again after a gap, in which some may have been lost. */
  onRestored(listener: () => void): Unsubscribe;
}

export interface IceConfig {
  readonly servers: RTCIceServer[];
  /** Local clock, milliseconds since 1970; null when the credentials do not expire. */
  readonly expiresAt: number | null;
}
