/**
 * One word between the two ends of a connection, without any server: "I no longer play what you
 * send me here". Neither side may hang up before the other can do without.
 */
export class Farewell {
  readonly #heard: () => void;
  #channel: RTCDataChannel | null = null;
  #isSaid = false;
  #isHeard = false;

  constructor(heard: () => void) {
    this.#heard = heard;
  }

  get isHeard(): boolean {
    return this.#isHeard;
  }

  /** Whether the word can travel now; a connection that is down carries none. */
  get canTravel(): boolean {
    return this.#channel?.readyState === "open";
  }

  /** Both ends agree on the channel beforehand, so that none has to announce it. */
  attach(pc: RTCPeerConnection): void {
    const channel = pc.createDataChannel("farewell", { negotiated: true, id: 0 });
    channel.onopen = () => this.#send();
    channel.onmessage = () => this.#hear();
    this.#channel = channel;
  }

  say(): void {
    if (this.#isSaid) return;
    this.#isSaid = true;
    this.#send();
  }

  #send(): void {
    if (this.#isSaid && this.canTravel) this.#channel?.send("farewell");
  }

  #hear(): void {
    this.#isHeard = true;
    this.#heard();
  }
}
