import { Store } from "../realtime/store";
import { type BackgroundState, CameraBackground } from "./background/camera";
import {
  type DeviceChoice,
  rememberChoice,
  rememberedChoice,
  rememberedSound,
  rememberSound,
  type SoundChoice,
} from "./choice";
import {
  type DeviceList,
  listDevices,
  type MediaProblem,
  NO_DEVICES,
  onceGranted,
  onDeviceChange,
  openBoth,
  openScreen,
  openSource,
  problemKind,
  type Source,
  type Wanted,
} from "./devices";
import type { MediaSession, Slot, Unsubscribe } from "./session";

export interface SourceState {
  /** What is shown and sent; of the camera, with its background replaced. */
  readonly track: MediaStreamTrack | null;
  /** What the person wants: not muted, camera on. */
  readonly on: boolean;
  readonly opening: boolean;
  readonly problem: MediaProblem | null;
  /** The id of the device that is open. */
  readonly device: string | undefined;
}

/** Something happened to a device without the person's doing. */
export interface LocalNotice {
  readonly source: Source;
  readonly kind: "fell_back" | "lost";
  /** The device in use now. */
  readonly label: string;
}

export interface LocalState {
  readonly microphone: SourceState;
  readonly camera: SourceState;
  readonly screen: MediaStreamTrack | null;
  readonly devices: DeviceList;
  /** The chosen speaker's id; empty for the system's own choice. */
  readonly speaker: string;
  readonly sound: SoundChoice;
  readonly notice: LocalNotice | null;
  readonly background: BackgroundState;
}

const OFF: SourceState = { track: null, on: false, opening: false, problem: null, device: undefined };

/** Our own microphone, camera and screen: opened once, kept through engines, screens and calls. */
export class LocalMedia {
  readonly background: CameraBackground;
  readonly #store: Store<LocalState>;
  /** The camera's own picture. */
  #camera: MediaStreamTrack | null = null;
  #unsubscribe: Unsubscribe | null = null;
  #choice: DeviceChoice = rememberedChoice();

  /** `background` is for tests. */
  constructor(background?: ConstructorParameters<typeof CameraBackground>[1]) {
    const speaker = this.#choice.speaker ?? "";
    this.background = new CameraBackground((track) => this.#show(track), background);
    this.#store = new Store<LocalState>({
      microphone: OFF,
      camera: OFF,
      screen: null,
      devices: NO_DEVICES,
      speaker,
      sound: rememberedSound(),
      notice: null,
      background: this.background.state.get(),
    });
    this.background.state.subscribe(() => {
      this.#store.patch({ background: this.background.state.get() });
    });
  }

  readonly state = (): LocalState => this.#store.get();

  readonly subscribe = (listener: () => void): Unsubscribe => this.#store.subscribe(listener);

  /** The track to send in each slot now. */
  tracks(): Record<Slot, MediaStreamTrack | null> {
    const { microphone, camera, screen } = this.state();
    return { audio: microphone.track, video: camera.track, screen };
  }

  /** Opens microphone and camera with one question, once; what fails is told in the state. */
  async start(): Promise<void> {
    if (this.#unsubscribe) return;
    this.#unsubscribe = onDeviceChange(() => void this.#devicesChanged());
    this.#patch("microphone", { on: true, opening: true, problem: null });
    this.#patch("camera", { on: true, opening: true, problem: null });
    const wanted = { microphone: this.#remembered("microphone"), camera: this.#remembered("camera") };
    try {
      const stream = await openBoth(wanted, this.state().sound);
      this.#take("microphone", stream.getAudioTracks()[0] ?? null);
      this.#take("camera", stream.getVideoTracks()[0] ?? null);
    } catch {
      // One missing or blocked device fails both, so each is asked for alone.
      await this.#open("microphone", wanted.microphone);
      await this.#open("camera", wanted.camera);
    }
    await this.#refreshDevices();
  }

  /** Mute only silences the track: opening a microphone again takes a moment, and may fail. */
  async setMicrophone(on: boolean): Promise<void> {
    const { track } = this.state().microphone;
    this.#patch("microphone", { on });
    if (track) track.enabled = on;
    else if (on) await this.#open("microphone", this.#remembered("microphone"));
  }

  /** Camera off really closes it: its light must go out. */
  async setCamera(on: boolean): Promise<void> {
    this.#patch("camera", { on });
    if (on) await this.#open("camera", this.#remembered("camera"));
    else this.#release("camera");
  }

  async choose(source: Source, id: string): Promise<void> {
    this.#remember({ [source]: id });
    const { on } = this.state()[source];
    if (source === "camera" && !on) return;
    await this.#open(source, { id, exact: true });
  }

  chooseSpeaker(id: string): void {
    this.#remember({ speaker: id });
    this.#store.patch({ speaker: id });
  }

  /** Takes effect at once: the microphone is opened again with the new choice. */
  async chooseSound(change: Partial<SoundChoice>): Promise<void> {
    const sound = { ...this.state().sound, ...change };
    rememberSound(sound);
    this.#store.patch({ sound });
    const id = this.state().microphone.track?.getSettings().deviceId;
    if (id) await this.#open("microphone", { id, exact: true });
  }

  /** Asks for a screen or window; false when the person chose none. */
  async shareScreen(): Promise<boolean> {
    const track = await openScreen();
    if (!track) return false;
    this.stopScreen();
    track.onended = () => this.stopScreen();
    this.#store.patch({ screen: track });
    return true;
  }

  stopScreen(): void {
    this.state().screen?.stop();
    this.#store.patch({ screen: null });
  }

  dismissNotice(): void {
    this.#store.patch({ notice: null });
  }

  /** Gives every device back; `start` may follow. */
  stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#release("microphone");
    this.#release("camera");
    this.stopScreen();
  }

  #remembered(source: Source): Wanted | null {
    const id = this.#choice[source];
    return id ? { id, exact: false } : null;
  }

  #remember(change: Partial<DeviceChoice>): void {
    this.#choice = { ...this.#choice, ...change };
    rememberChoice(this.#choice);
  }

  #patch(source: Source, change: Partial<SourceState>): void {
    this.#store.patch({ [source]: { ...this.state()[source], ...change } });
  }

  async #open(source: Source, wanted: Wanted | null): Promise<void> {
    this.#patch(source, { opening: true, problem: null });
    // Phones open one camera at a time, so the old one is closed before the new one is asked for.
    if (source === "camera") this.#release(source);
    try {
      this.#take(source, await openSource(source, wanted, this.state().sound));
    } catch (error) {
      const problem = { source, kind: problemKind(error) };
      if (problem.kind === "blocked") this.#waitForLeave(source);
      this.#patch(source, { opening: false, on: this.#raw(source) !== null, problem });
    }
  }

  #waitForLeave(source: Source): void {
    void onceGranted(source, () => {
      const { problem } = this.state()[source];
      if (this.#unsubscribe && problem) void this.#switchOn(source);
    });
  }

  #switchOn(source: Source): Promise<void> {
    return source === "microphone" ? this.setMicrophone(true) : this.setCamera(true);
  }

  #take(source: Source, track: MediaStreamTrack | null): void {
    const { on } = this.state()[source];
    this.#release(source);
    // Stopped, or switched off, while the browser was still opening the device.
    const unwanted = this.#unsubscribe === null || (source === "camera" && !on);
    if (unwanted) track?.stop();
    else this.#use(source, track);
    // The camera stays "opening" while its background is prepared.
    const opening = this.#raw(source) !== null && this.state()[source].track === null;
    this.#patch(source, { opening, problem: null });
  }

  #use(source: Source, track: MediaStreamTrack | null): void {
    if (!track) return;
    track.enabled = this.state()[source].on;
    track.onended = () => void this.#lost(source);
    this.#patch(source, { device: track.getSettings().deviceId });
    if (source === "microphone") this.#patch(source, { track });
    else {
      this.#camera = track;
      this.background.attach(track);
    }
  }

  #release(source: Source): void {
    const track = this.#raw(source);
    if (!track) return;
    track.onended = null;
    track.stop();
    if (source === "camera") {
      this.#camera = null;
      this.background.attach(null);
    }
    this.#patch(source, { track: null, device: undefined });
  }

  /** The device's own track. */
  #raw(source: Source): MediaStreamTrack | null {
    return source === "camera" ? this.#camera : this.state().microphone.track;
  }

  #show(track: MediaStreamTrack | null): void {
    this.#patch("camera", { track, opening: track === null });
  }

  /** The device was unplugged or taken away: go on with another, and say so. */
  async #lost(source: Source): Promise<void> {
    this.#release(source);
    await this.#open(source, null);
    const track = this.#raw(source);
    const kind = track ? "fell_back" : "lost";
    this.#store.patch({ notice: { source, kind, label: track?.label ?? "" } });
    await this.#refreshDevices();
  }

  async #devicesChanged(): Promise<void> {
    await this.#refreshDevices();
    for (const source of ["microphone", "camera"] as const) await this.#checkPresent(source);
  }

  /** Some browsers end the track of an unplugged device only late, or never. */
  async #checkPresent(source: Source): Promise<void> {
    const { device: id, on, problem } = this.state()[source];
    const track = this.#raw(source);
    const { devices } = this.state();
    const present = source === "microphone" ? devices.microphones : devices.cameras;
    if (track && id && !present.some((one) => one.id === id)) await this.#lost(source);
    else if (!track && !on && problem?.kind === "none_found" && present.length > 0) {
      await this.#switchOn(source);
    }
  }

  async #refreshDevices(): Promise<void> {
    this.#store.patch({ devices: await listDevices() });
  }
}

/** Keeps a session sending whatever the local media has, until the returned function is called. */
export function sendLocal(local: LocalMedia, session: Pick<MediaSession, "publish">): Unsubscribe {
  const sent = new Map<Slot, readonly [MediaStreamTrack | null, boolean]>();
  const send = () => {
    for (const [slot, track] of Object.entries(local.tracks()) as [Slot, MediaStreamTrack | null][]) {
      const isOn = slot !== "audio" || track === null || local.state().microphone.on;
      const before = sent.get(slot);
      if (before?.[0] === track && before[1] === isOn) continue;
      sent.set(slot, [track, isOn]);
      session.publish(slot, track, isOn);
    }
  };
  send();
  return local.subscribe(send);
}
