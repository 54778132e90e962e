/** Collects what comes in quick succession and hands it over together, in its order. */
export class Bundle<T> {
  readonly #give: (items: T[]) => void;
  readonly #waitMs: number;
  #items: T[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(give: (items: T[]) => void, waitMs: number) {
    this.#give = give;
    this.#waitMs = waitMs;
  }

  add(item: T): void {
    this.#items.push(item);
    this.#timer ??= setTimeout(() => this.#flush(), this.#waitMs);
  }

  /** Forgets what was not handed over yet. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#items = [];
  }

  #flush(): void {
    const items = this.#items;
    this.clear();
    this.#give(items);
  }
}
