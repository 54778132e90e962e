interface Versioned {
  version: number;
}

/** The newer of two whole states; an event that arrives late never turns the clock back. */
export function newer<T extends Versioned>(current: T | null | undefined, next: T): T {
  return current && current.version >= next.version ? current : next;
}

/** `list` with `next` put in place of the item with the same key, or appended. */
export function upsert<T extends Versioned>(list: T[], next: T, keyOf: (item: T) => unknown): T[] {
  const index = list.findIndex((item) => keyOf(item) === keyOf(next));
  if (index < 0) return [...list, next];
  const kept = newer(list[index], next);
  return kept === list[index] ? list : list.with(index, kept);
}
