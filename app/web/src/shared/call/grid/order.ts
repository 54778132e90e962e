import type { ParticipantId } from "../../media/session";

export interface Speakers {
  readonly speaking: ReadonlySet<ParticipantId>;
  /** When each was heard last, on any steady clock; absent for who never was. */
  readonly heardAt: ReadonlyMap<ParticipantId, number>;
}

/**
 * The order of the tiles after a change. Nobody hops: who is in view stays where they are, newcomers
 * go to the end, and a speaker out of view takes the place of whoever in view has been silent longest.
 * `inView` is the number of tiles that are seen without scrolling.
 */
export function arrange(
  before: readonly ParticipantId[],
  present: readonly ParticipantId[],
  { speaking, heardAt }: Speakers,
  inView: number,
): ParticipantId[] {
  const order = keep(before, present);
  const waiting = order.slice(inView).filter((id) => speaking.has(id));
  for (const speaker of waiting) {
    const quiet = order.slice(0, inView).filter((id) => !speaking.has(id));
    const place = longestSilent(quiet, heardAt);
    if (place !== undefined) swap(order, order.indexOf(place), order.indexOf(speaker));
  }
  return order;
}

function keep(before: readonly ParticipantId[], present: readonly ParticipantId[]): ParticipantId[] {
  const here = new Set(present);
  const known = new Set(before);
  return [...before.filter((id) => here.has(id)), ...present.filter((id) => !known.has(id))];
}

/** Of those who are equally silent the last one, farthest from the first place. */
function longestSilent(
  ids: readonly ParticipantId[],
  heardAt: ReadonlyMap<ParticipantId, number>,
): ParticipantId | undefined {
  const at = (id: ParticipantId) => heardAt.get(id) ?? 0;
  return ids.reduce<ParticipantId | undefined>(
    (found, id) => (found === undefined || at(id) <= at(found) ? id : found),
    undefined,
  );
}

function swap(order: ParticipantId[], one: number, two: number): void {
  const moved = order[one] as ParticipantId;
  order[one] = order[two] as ParticipantId;
  order[two] = moved;
}
