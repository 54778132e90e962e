import { Store } from "../../realtime/store";
import {
  type Backdrop,
  type BackgroundChoice,
  type BackgroundImage,
  backdropOf,
  rememberBackground,
  rememberedBackground,
} from "./choice";
import type { Processor } from "./processor";

type StartProcessor = typeof import("./processor").startProcessor;

/** too_slow: the device cannot keep up. failed: the browser cannot do it. gone: the picture is no more. */
export type BackgroundProblem = "too_slow" | "failed" | "gone";

export interface BackgroundState {
  readonly choice: BackgroundChoice;
  /** The company's pictures, where the person may use them. */
  readonly images: readonly BackgroundImage[];
  /** The department's own picture, used until the person chooses. */
  readonly preset: BackgroundImage | null;
  readonly problem: BackgroundProblem | null;
}

const HIDES_AS_WELL: Backdrop = { kind: "blur", strength: "strong" };
const startLater: StartProcessor = async (...args) => (await import("./processor")).startProcessor(...args);

/**
 * Stands between the camera and everything that shows or sends its picture. `onTrack` is told the
 * track to use: null while a background is being prepared, so that the room is never seen meanwhile.
 */
export class CameraBackground {
  readonly state = new Store<BackgroundState>({
    choice: rememberedBackground(),
    images: [],
    preset: null,
    problem: null,
  });
  readonly #onTrack: (track: MediaStreamTrack | null) => void;
  readonly #start: StartProcessor;
  #raw: MediaStreamTrack | null = null;
  #processor: Processor | null = null;
  /** Raised by whatever makes the work under way pointless. */
  #round = 0;
  #shown = "";
  #gaveUp = false;
  #shows = false;

  constructor(onTrack: (track: MediaStreamTrack | null) => void, start: StartProcessor = startLater) {
    this.#onTrack = onTrack;
    this.#start = start;
  }

  /** The camera has opened, or closed; whoever opened it also stops it. */
  attach(raw: MediaStreamTrack | null): void {
    this.#drop();
    this.#shows = false;
    this.#raw = raw;
    if (raw) void this.#apply();
  }

  choose(choice: BackgroundChoice): void {
    rememberBackground(choice);
    this.#gaveUp = false;
    // The same choice again is another try.
    this.#shown = "";
    this.state.patch({ choice, problem: null });
    void this.#apply();
  }

  /** What there is to choose from in this call. */
  offer(images: readonly BackgroundImage[], preset: BackgroundImage | null): void {
    this.state.patch({ images, preset });
    void this.#apply();
  }

  dismissProblem(): void {
    this.state.patch({ problem: null });
  }

  async #apply(): Promise<void> {
    const { choice, preset } = this.state.get();
    const backdrop = this.#gaveUp ? null : backdropOf(choice, preset);
    const wanted = JSON.stringify(backdrop);
    if (!this.#raw || wanted === this.#shown) return;
    this.#shown = wanted;
    if (!backdrop) this.#showRoom();
    else if (this.#processor) await this.#change(this.#processor, backdrop);
    else await this.#begin(this.#raw, backdrop);
  }

  #showRoom(): void {
    const raw = this.#raw;
    this.#drop();
    this.#shown = "null";
    this.#show(raw);
  }

  async #change(processor: Processor, backdrop: Backdrop): Promise<void> {
    await processor.show(backdrop).catch(() => {
      this.state.patch({ problem: "gone" });
      return processor.show(HIDES_AS_WELL);
    });
  }

  async #begin(raw: MediaStreamTrack, backdrop: Backdrop): Promise<void> {
    const round = ++this.#round;
    // A camera that opens shows nothing before; one that is on goes on as it is.
    if (!this.#shows) this.#show(null);
    const processor = await this.#started(raw, backdrop, round);
    if (round !== this.#round) processor?.stop();
    else if (processor) this.#use(processor);
    else this.#giveUp("failed");
  }

  async #started(raw: MediaStreamTrack, backdrop: Backdrop, round: number): Promise<Processor | null> {
    const tooSlow = () => round === this.#round && this.#giveUp("too_slow");
    try {
      return await this.#start(raw, backdrop, tooSlow);
    } catch {
      if (backdrop.kind === "blur") return null;
      const blurred = await this.#start(raw, HIDES_AS_WELL, tooSlow).catch(() => null);
      if (blurred && round === this.#round) this.state.patch({ problem: "gone" });
      return blurred;
    }
  }

  #use(processor: Processor): void {
    this.#processor = processor;
    this.#show(processor.track);
  }

  /** Better the room than no picture at all; the person is told, and can choose again. */
  #giveUp(problem: BackgroundProblem): void {
    this.#gaveUp = true;
    this.#showRoom();
    this.state.patch({ problem });
  }

  #show(track: MediaStreamTrack | null): void {
    this.#shows = track !== null;
    this.#onTrack(track);
  }

  #drop(): void {
    this.#round += 1;
    this.#processor?.stop();
    this.#processor = null;
    this.#shown = "";
  }
}
