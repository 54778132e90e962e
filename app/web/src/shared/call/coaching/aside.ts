import type { LocalMedia } from "../../media/local";
import type { Unsubscribe } from "../../media/session";
import { Store } from "../../realtime/store";

type Microphone = Pick<LocalMedia, "state" | "subscribe" | "setMicrophone">;

/** Where the words of an aside go. */
interface Line {
  speak(track: MediaStreamTrack | null): void;
}

/**
 * A word to the supervisor alone. The attendant's microphone goes to the coaching line as a copy that
 * is silent until it is asked for; while it speaks the call's own microphone is muted.
 */
export class Aside {
  readonly talking = new Store(false);
  readonly #line: Line;
  readonly #local: Microphone;
  readonly #forget: Unsubscribe;
  #source: MediaStreamTrack | null = null;
  #copy: MediaStreamTrack | null = null;
  #wasOn = false;

  constructor(line: Line, local: Microphone) {
    this.#line = line;
    this.#local = local;
    this.#forget = local.subscribe(() => this.#follow());
    this.#follow();
  }

  begin(): void {
    if (this.talking.get() || !this.#copy) return;
    this.#wasOn = this.#local.state().microphone.on;
    // First silent in the call, then heard by the supervisor: never both.
    void this.#local.setMicrophone(false);
    this.#copy.enabled = true;
    this.talking.set(true);
  }

  end(): void {
    if (!this.talking.get()) return;
    this.#stop();
    if (this.#wasOn) void this.#local.setMicrophone(true);
  }

  close(): void {
    this.end();
    this.#forget();
    this.#line.speak(null);
    this.#copy?.stop();
    this.#copy = null;
  }

  #stop(): void {
    if (this.#copy) this.#copy.enabled = false;
    this.talking.set(false);
  }

  #follow(): void {
    const { track, on } = this.#local.state().microphone;
    // Unmuted in the middle of an aside: what is said now is meant for the call.
    if (on && this.talking.get()) this.#stop();
    if (track === this.#source) return;
    this.#source = track;
    this.#copy?.stop();
    this.#copy = track?.clone() ?? null;
    if (this.#copy) this.#copy.enabled = this.talking.get();
    this.#line.speak(this.#copy);
  }
}
