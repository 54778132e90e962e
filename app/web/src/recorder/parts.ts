const SLICE_MS = 2000;
const RETRY_MS = 200;
// An encoder that is behind drops what it holds when it is stopped.
const TAIL_MS = 1000;
const VIDEO_BITS = 1_200_000;
const AUDIO_BITS = 64_000;
const TYPE = "video/webm;codecs=vp8,opus";

/** One file: a recorder whose slices go to the process beside us, each once the one before is on disk. */
export class Part {
  /** Resolves once frames are being taken. */
  readonly running: Promise<void>;
  private readonly recorder: MediaRecorder;
  private readonly ended: Promise<void>;
  private sent = Promise.resolve();
  private next = 0;
  private isFull = false;

  constructor(
    private readonly number: number,
    stream: MediaStream,
  ) {
    this.recorder = new MediaRecorder(stream, {
      mimeType: TYPE,
      videoBitsPerSecond: VIDEO_BITS,
      audioBitsPerSecond: AUDIO_BITS,
    });
    this.recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) this.sent = this.sent.then(() => this.send(this.next++, data));
    };
    this.running = new Promise((resolve, reject) => {
      this.recorder.onstart = () => resolve();
      this.recorder.onerror = () => reject(new Error("MediaRecorder failed"));
    });
    this.ended = new Promise((resolve) => {
      this.recorder.onstop = () => resolve();
    });
  }

  start(): void {
    this.recorder.start(SLICE_MS);
  }

  /** Resolves once all that was recorded is on disk, or cannot be any more. */
  async finish(): Promise<void> {
    await pause(TAIL_MS);
    if (this.recorder.state !== "inactive") this.recorder.stop();
    await this.ended;
    await this.sent;
  }

  private async send(slice: number, data: Blob): Promise<void> {
    while (!this.isFull) {
      const answer = await fetch(`parts/${this.number}/slices/${slice}`, {
        method: "POST",
        body: data,
      }).catch(() => null);
      if (answer?.ok) return;
      // Any answer is final: the disk is full, or the part is not wanted any more.
      if (answer) this.isFull = true;
      else await pause(RETRY_MS);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
