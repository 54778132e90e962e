import type { ParticipantId, RemoteParticipant } from "./session";

/**
 * Moves the participants of one engine over to another, each as soon as everything of theirs has
 * arrived there; until then the old engine's picture and sound are shown. Nobody moves back.
 */
export class Takeover {
  readonly #moved = new Set<ParticipantId>();

  hasMoved(id: ParticipantId): boolean {
    return this.#moved.has(id);
  }

  /** What to show, those of the old engine in front. */
  merge(old: readonly RemoteParticipant[], next: readonly RemoteParticipant[]): RemoteParticipant[] {
    const there = new Map(next.map((one) => [one.id, one]));
    const known = new Set(old.map(({ id }) => id));
    const added = next.filter(({ id }) => !known.has(id));
    return [...old.map((one) => this.#pick(one, there.get(one.id))), ...added];
  }

  #pick(old: RemoteParticipant, next: RemoteParticipant | undefined): RemoteParticipant {
    if (!next) return old;
    const isBetter = old.state !== "connected" && next.state === "connected";
    if (next.ready || isBetter) this.#moved.add(old.id);
    return this.#moved.has(old.id) ? next : { ...old, incoming: next.stream };
  }
}
