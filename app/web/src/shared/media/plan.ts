import type { MediaMode, MediaPlan, ParticipantId, PlannedPeer } from "./session";

/** The part of the server's call state that decides who is connected with whom. */
export interface PlannedCall {
  readonly on_hold: boolean;
  readonly me: ParticipantId | null;
  readonly media: {
    readonly mode: MediaMode;
    readonly epoch: number;
    readonly pairs: readonly (readonly ParticipantId[])[];
  };
  readonly participants: readonly PlannedParticipant[];
}

export interface PlannedParticipant {
  readonly id: ParticipantId;
  readonly kind: "client" | "attendant" | "guest" | "supervisor";
  readonly connected: boolean;
  readonly connection: string | null;
}

/** Turns the call's pairs into the peers of this page; who has not joined yet is left out. */
export function planFor(call: PlannedCall, me: ParticipantId, connection: string): MediaPlan {
  const { media } = call;
  const partners = media.pairs.filter((pair) => pair.includes(me)).flat();
  const ids = new Set(partners.filter((id) => id !== me));
  const peers = call.participants.filter((one) => ids.has(one.id)).flatMap((one) => peer(call, one));
  return { epoch: media.epoch, me, connection, peers };
}

function peer(call: PlannedCall, other: PlannedParticipant): PlannedPeer[] {
  if (!other.connection) return [];
  const { id, connection, connected: reachable } = other;
  return [{ id, connection, reachable, held: isHeld(call, other) }];
}

/**
 * Hold stands between the client and everyone else. Two attendants who talk about a transfer
 * while the client is on hold must hear each other.
 */
function isHeld(call: PlannedCall, other: PlannedParticipant): boolean {
  const mine = call.participants.find((one) => one.id === call.me);
  return call.on_hold && (mine?.kind === "client" || other.kind === "client");
}
