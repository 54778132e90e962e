/** Decides when to try a connection again: patient with a hiccup, quick with a failure, never tired. */
export interface RecoveryOptions {
  /** `count` is 1 at the first attempt since the connection was last up; false when none is needed. */
  attempt(count: number): boolean;
  /** Milliseconds added to each wait, so that both sides rarely start at the same moment. */
  readonly offset: number;
}

const FIRST_CONNECT_MS = 4_000;
const HICCUP_MS = 2_000;
const FAILURE_MS = 200;
/** After the first attempt, the second, and so on; the last one repeats. */
const BETWEEN_MS = [4_000, 6_000, 8_000, 10_000] as const;

export class Recovery {
  readonly #options: RecoveryOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  update(state: RTCPeerConnectionState): void {
    if (state === "connected") this.#reset();
    else if (state === "failed") this.#failed();
    else if (state === "disconnected") this.#schedule(HICCUP_MS, false);
    else if (state !== "closed") this.#schedule(FIRST_CONNECT_MS, false);
  }

  /** Attempts at once, for example because the network has just come back. */
  now(): void {
    this.#count = Math.min(this.#count, 1);
    this.#attempt();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Only the first failure is news; later ones end our own attempts. */
  #failed(): void {
    if (this.#count === 0) this.#schedule(FAILURE_MS, true);
    else this.#schedule(this.#pause(), false);
  }

  #reset(): void {
    this.stop();
    this.#count = 0;
  }

  #schedule(delay: number, sooner: boolean): void {
    if (this.#timer !== undefined && !sooner) return;
    this.stop();
    this.#timer = setTimeout(() => this.#attempt(), delay + this.#options.offset);
  }

  #attempt(): void {
    this.stop();
    this.#count += 1;
    if (this.#options.attempt(this.#count)) this.#schedule(this.#pause(), false);
    else this.#reset();
  }

  #pause(): number {
    return BETWEEN_MS[Math.min(this.#count, BETWEEN_MS.length) - 1] ?? BETWEEN_MS[0];
  }
}
