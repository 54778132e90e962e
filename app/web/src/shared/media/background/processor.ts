/** The heavy part of a virtual background; fetched only once somebody wants one. */
import { workerTicker } from "../../realtime/workerTicker";
import type { Backdrop } from "./choice";
import { Pace } from "./pace";
import { Painter, type Scenery, sceneryOf } from "./painter";
import { openSegmenter, type Segmenter } from "./segmenter";

export interface Processor {
  /** The picture to send. It stays the same track whatever is behind the person. */
  readonly track: MediaStreamTrack;
  /** Rejects, and changes nothing, when the backdrop's picture cannot be had. */
  show(backdrop: Backdrop): Promise<void>;
  stop(): void;
}

const FRAMES_A_SECOND = 24;
/** A slow device also needs time for the call and for the person: a third of it. */
const REST = 0.5;
/** A frame that fails counts as one that took long: when most do, the person is told. */
const FAILED_COST_MS = 1_000;

/**
 * Resolves once the first frame is painted, so that nothing of the room is sent before. `onSlow` is
 * called once, when this device cannot keep up. The caller keeps owning `raw`.
 */
export async function startProcessor(
  raw: MediaStreamTrack,
  backdrop: Backdrop,
  onSlow: () => void,
): Promise<Processor> {
  const scenery = await sceneryOf(backdrop);
  const video = await playing(raw);
  const segmenter = await openSegmenter();
  const running = new RunningProcessor(video, segmenter, scenery, onSlow);
  await running.paintFrame();
  running.run();
  return running;
}

class RunningProcessor implements Processor {
  readonly track: MediaStreamTrack;
  readonly #video: HTMLVideoElement;
  readonly #segmenter: Segmenter;
  readonly #painter: Painter;
  readonly #onSlow: () => void;
  readonly #pace = new Pace();
  // A tab in the background still has to send a picture that moves.
  readonly #ticker = workerTicker();
  #scenery: Scenery;
  #shows = 0;
  #restsUntil = 0;
  #busy = false;
  #stopped = false;

  constructor(video: HTMLVideoElement, segmenter: Segmenter, scenery: Scenery, onSlow: () => void) {
    this.#video = video;
    this.#segmenter = segmenter;
    this.#scenery = scenery;
    this.#onSlow = onSlow;
    this.#painter = new Painter({ width: video.videoWidth, height: video.videoHeight });
    const [track] = this.#painter.canvas.captureStream(FRAMES_A_SECOND).getVideoTracks();
    if (!track) throw new Error("The browser gives no picture of a canvas.");
    track.contentHint = "motion";
    this.track = track;
  }

  run(): void {
    this.#ticker.start(1000 / FRAMES_A_SECOND, () => void this.#tick());
  }

  async show(backdrop: Backdrop): Promise<void> {
    const show = ++this.#shows;
    const scenery = await sceneryOf(backdrop);
    if (show === this.#shows) this.#scenery = scenery;
  }

  async paintFrame(): Promise<void> {
    await this.#segmenter.segment(this.#video, (mask) => {
      this.#painter.paint(this.#video, mask, this.#scenery);
    });
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#ticker.stop();
    this.track.stop();
    this.#video.srcObject = null;
  }

  async #tick(): Promise<void> {
    const began = performance.now();
    if (this.#busy || this.#stopped || began < this.#restsUntil) return;
    this.#busy = true;
    const cost = await this.paintFrame().then(
      () => performance.now() - began,
      () => FAILED_COST_MS,
    );
    this.#busy = false;
    this.#judge(cost);
  }

  #judge(cost: number): void {
    this.#restsUntil = performance.now() + cost * REST;
    this.#pace.note(cost);
    if (this.#stopped || !this.#pace.tooSlow) return;
    this.stop();
    this.#onSlow();
  }
}

async function playing(raw: MediaStreamTrack): Promise<HTMLVideoElement> {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([raw]);
  await video.play();
  return video;
}
