/** Frames at the start take long on any device: the model warms up. */
const WARM_UP = 8;
const JUDGED = 30;
/** With such frames the page itself becomes hard to use. */
const TOO_SLOW_MS = 250;

/** Finds out whether this device keeps up with replacing the background. */
export class Pace {
  #frames = 0;
  readonly #costs: number[] = [];

  /** Takes the cost of one frame in milliseconds. */
  note(cost: number): void {
    this.#frames += 1;
    if (this.#frames <= WARM_UP) return;
    this.#costs.push(cost);
    if (this.#costs.length > JUDGED) this.#costs.shift();
  }

  /** A few slow frames are no reason: half of many must be. */
  get tooSlow(): boolean {
    if (this.#costs.length < JUDGED) return false;
    const middle = this.#costs.toSorted((one, other) => one - other)[JUDGED / 2] ?? 0;
    return middle > TOO_SLOW_MS;
  }
}
