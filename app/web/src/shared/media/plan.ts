import type { MediaMode, MediaPlan, ParticipantId, PlannedPeer } from "./session";

/** The part of the server's call state that decides who is connected with whom. */
export interface PlannedCall {
  readonly on_hold: boolean;
  readonly me: ParticipantId | null;
  readonly media: {
    readonly mode: MediaMode;
    readonly epoch: number;
    /** Who see and hear one another. */
    readonly seats: readonly ParticipantId[];
  };
  readonly participants: readonly PlannedParticipant[];
}

export interface PlannedParticipant {
  readonly id: ParticipantId;
  readonly kind: "client" | "attendant" | "guest" | "supervisor";
  readonly connected: boolean;
  readonly connection: string | null;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

/**
 * Turns the call into the peers of this page; who has not joined yet is left out. `me` is null for
 * who looks on without a seat.
 */
export function planFor(call: PlannedCall, me: ParticipantId | null, connection: string): MediaPlan {
  const { mode, epoch } = call.media;
  const partners = partnersOf(call, me);
  const peers = call.participants.filter(({ id }) => partners.has(id)).flatMap((one) => peer(call, one));
  return { mode, epoch, onHold: call.on_hold, me: me ?? NOBODY, connection, peers };
}

const NOBODY = 0;

/** Whom we see and hear: the others once we are among them, or for who looks on all of them. */
export function partnersOf(call: PlannedCall, me: ParticipantId | null): ReadonlySet<ParticipantId> {
  const { mode, seats } = call.media;
  const isIn = me === null ? mode === "sfu" : seats.includes(me);
  return new Set(isIn ? seats.filter((id) => id !== me) : []);
}

function peer(call: PlannedCall, other: PlannedParticipant): PlannedPeer[] {
  if (!other.connection) return [];
  const { id, connection, connected: reachable, microphone, camera, screen } = other;
  const sends = { audio: microphone, video: camera, screen };
  return [{ id, connection, reachable, held: isHeld(call, other), sends }];
}

/**
 * Hold stands between the client and everyone else. Two attendants who talk about a transfer
 * while the client is on hold must hear each other.
 */
function isHeld(call: PlannedCall, other: PlannedParticipant): boolean {
  const mine = call.participants.find((one) => one.id === call.me);
  return call.on_hold && (mine?.kind === "client" || other.kind === "client");
}
