/** A value kept in this browser; a browser that forbids storage only forgets it. */
export function recall<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(`voki.${key}`);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`voki.${key}`, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the choice holds until the page is left.
  }
}
