/**
 * A peer connection for unit tests: the state machine of the standard without any media. It
 * refuses what a browser refuses, so that a negotiation that works here is at least legal.
 */
import type { IncomingSignal, OutgoingSignal, SignalTransport } from "./session";

export class FakeStream {
  readonly tracks: FakeTrack[] = [];
  addTrack(track: FakeTrack): void {
    this.tracks.push(track);
  }
}

class FakeTrack {
  readonly kind: string;
  constructor(kind: string) {
    this.kind = kind;
  }
}

export const fakeTrack = (kind: string) => new FakeTrack(kind) as unknown as MediaStreamTrack;

class FakeSender {
  track: FakeTrack | null;
  constructor(track: FakeTrack | null) {
    this.track = track;
  }
  replaceTrack(track: FakeTrack | null): Promise<void> {
    this.track = track;
    return Promise.resolve();
  }
  setStreams(): void {}
}

class FakeLine {
  direction = "recvonly";
  readonly kind: string;
  readonly sender: FakeSender;
  constructor(kind: string, track: FakeTrack | null) {
    this.kind = kind;
    this.sender = new FakeSender(track);
  }
}

class FakeChannel {
  readyState = "connecting";
  readonly sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: (() => void) | null = null;
  send(word: string): void {
    this.sent.push(word);
  }
  open(): void {
    this.readyState = "open";
    this.onopen?.();
  }
}

interface Description {
  type: "offer" | "answer";
  sdp: string;
}

let sessions = 0;

export class FakeConnection {
  signalingState = "stable";
  connectionState = "new";
  localDescription: Description | null = null;
  remoteDescription: Description | null = null;
  configuration: RTCConfiguration;
  readonly candidates: RTCIceCandidateInit[] = [];
  readonly lines: FakeLine[] = [];
  readonly channel = new FakeChannel();
  onnegotiationneeded: (() => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ontrack: ((event: { transceiver: FakeLine; track: FakeTrack }) => void) | null = null;
  readonly #session = ++sessions;
  #stable: [Description | null, Description | null] = [null, null];
  #ufrag = 0;
  #needed = false;
  #queued = false;

  constructor(configuration: RTCConfiguration) {
    this.configuration = configuration;
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  getTransceivers(): FakeLine[] {
    return this.lines;
  }

  addTransceiver(what: FakeTrack | string, init: { direction: string }): void {
    const track = typeof what === "string" ? null : what;
    const line = new FakeLine(track?.kind ?? (what as string), track);
    line.direction = init.direction;
    this.lines.push(line);
    this.#need();
  }

  createDataChannel(): FakeChannel {
    return this.channel;
  }

  restartIce(): void {
    this.#ufrag += 1;
    this.#need();
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    const kinds = this.lines.map((line) => line.kind).join(",");
    this.localDescription = {
      type,
      sdp: `v=0\no=- ${this.#session} 2 IN\na=ice-ufrag:${this.#ufrag}\nm=${kinds}`,
    };
    this.#needed = false;
    this.#enter(type === "offer" ? "have-local-offer" : "stable");
  }

  async setRemoteDescription(description: Description): Promise<void> {
    if (description.type === "offer" && this.signalingState === "have-local-offer") this.#rollback();
    const legal = description.type === "offer" ? "stable" : "have-local-offer";
    if (this.signalingState !== legal) throw new Error(`${description.type} in ${this.signalingState}`);
    await Promise.resolve();
    this.remoteDescription = description;
    this.#addRemoteLines(description);
    this.#enter(description.type === "offer" ? "have-remote-offer" : "stable");
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.remoteDescription) throw new Error("no remote description");
    this.candidates.push(candidate);
  }

  getStats(): Promise<Map<string, unknown>> {
    return Promise.resolve(new Map());
  }

  become(state: string): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
  }

  #rollback(): void {
    [this.localDescription, this.remoteDescription] = this.#stable;
    this.signalingState = "stable";
    this.#needed = true;
  }

  #addRemoteLines({ type, sdp }: Description): void {
    const kinds = sdp.slice(sdp.indexOf("m=") + 2).split(",");
    for (const kind of type === "offer" ? kinds.slice(this.lines.length) : []) {
      this.lines.push(new FakeLine(kind, null));
    }
    for (const line of this.lines) this.ontrack?.({ transceiver: line, track: new FakeTrack(line.kind) });
  }

  #enter(state: string): void {
    this.signalingState = state;
    if (state !== "stable") return;
    this.#stable = [this.localDescription, this.remoteDescription];
    if (this.#needed) this.#need();
  }

  #need(): void {
    this.#needed = true;
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (this.#needed && this.signalingState === "stable") this.onnegotiationneeded?.();
    });
  }
}

/** Carries signals between the ends, unless the test loses or keeps them. */
export class FakeWire {
  readonly sent: OutgoingSignal[] = [];
  lose: (signal: OutgoingSignal) => boolean = () => false;
  readonly #listeners = new Map<number, (signal: IncomingSignal) => void>();
  readonly #restored = new Map<number, () => void>();

  end(id: number): SignalTransport {
    return {
      send: (signal) => this.#send(id, signal),
      onSignal: (listener) => {
        this.#listeners.set(id, listener);
        return () => this.#listeners.delete(id);
      },
      onRestored: (listener) => {
        this.#restored.set(id, listener);
        return () => this.#restored.delete(id);
      },
    };
  }

  deliver(to: number, signal: IncomingSignal): void {
    this.#listeners.get(to)?.(signal);
  }

  restore(id: number): void {
    this.#restored.get(id)?.();
  }

  #send(from: number, signal: OutgoingSignal): void {
    this.sent.push(signal);
    if (this.lose(signal)) return;
    const { to, ...rest } = signal;
    queueMicrotask(() => this.deliver(to, { ...rest, from }));
  }
}
