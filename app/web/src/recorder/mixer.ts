/** All sounds of the recording as one track. A sound that is taken out is silent at once. */
export class Mixer {
  private readonly context = new AudioContext({ sampleRate: 48_000 });
  private readonly output = this.context.createMediaStreamDestination();
  private readonly inputs = new Map<string, { source: AudioNode; element: HTMLAudioElement }>();

  constructor() {
    // Without a constant input an encoder gets nothing while all are silent, and the file has holes.
    const silence = new ConstantSourceNode(this.context, { offset: 0 });
    silence.connect(this.output);
    silence.start();
  }

  get track(): MediaStreamTrack {
    const [track] = this.output.stream.getAudioTracks();
    if (!track) throw new Error("The mixer has no output");
    return track;
  }

  /** Chromium lets a remote track flow into the mix only while an element plays it too. */
  add(id: string, track: MediaStreamTrack): void {
    this.remove(id);
    void this.context.resume();
    const stream = new MediaStream([track]);
    const element = new Audio();
    Object.assign(element, { srcObject: stream, muted: true });
    void element.play().catch(() => undefined);
    const source = this.context.createMediaStreamSource(stream);
    source.connect(this.output);
    this.inputs.set(id, { source, element });
  }

  remove(id: string): void {
    const input = this.inputs.get(id);
    if (!input) return;
    input.source.disconnect();
    input.element.srcObject = null;
    this.inputs.delete(id);
  }
}
