import {
  LocalAudioTrack,
  type LocalParticipant,
  LocalVideoTrack,
  type TrackPublishOptions,
} from "livekit-client";
import type { Slot } from "./session";
import { SOURCE_OF } from "./sfuSeat";

type Published = LocalAudioTrack | LocalVideoTrack;

const AGAIN_MS = 1_000;
const VOICE_BITS = 48_000;

/** When bandwidth is short the voice goes first. */
const OPTIONS: Record<Slot, TrackPublishOptions> = {
  audio: { audioPreset: { maxBitrate: VOICE_BITS, priority: "high" }, dtx: true, red: true },
  video: { simulcast: true, degradationPreference: "balanced" },
  screen: { simulcast: true, degradationPreference: "maintain-resolution" },
};

/** Sends one of our slots into a room, one step after the other until it is as it should be. */
export class SfuSlot {
  readonly #slot: Slot;
  readonly #me: LocalParticipant;
  readonly #failed: (error: unknown) => void;
  #track: MediaStreamTrack | null = null;
  #isOn = true;
  #isPaused = false;
  #published: Published | null = null;
  #isBusy = false;
  #isOpen = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(slot: Slot, me: LocalParticipant, failed: (error: unknown) => void) {
    this.#slot = slot;
    this.#me = me;
    this.#failed = failed;
  }

  get published(): Published | null {
    return this.#published;
  }

  want(track: MediaStreamTrack | null, isOn: boolean): void {
    this.#track = track;
    this.#isOn = isOn;
    void this.#settle();
  }

  /** Sends nothing at all, and goes on at once afterwards. */
  pause(isPaused: boolean): void {
    this.#isPaused = isPaused;
    void this.#settle();
  }

  /** The room is joined. */
  open(): void {
    this.#isOpen = true;
    void this.#settle();
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#again);
  }

  async #settle(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let step = this.#next(); step; step = this.#next()) await step();
    } catch (error) {
      if (this.#isOpen) this.#retry(error);
    } finally {
      this.#isBusy = false;
    }
  }

  #retry(error: unknown): void {
    this.#failed(error);
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#settle(), AGAIN_MS);
  }

  /** What is still different from how it should be, or null. */
  #next(): (() => Promise<unknown>) | null {
    const published = this.#published;
    const track = this.#track;
    if (!this.#isOpen) return null;
    if (!published) return track && !this.#isPaused ? () => this.#publish(track) : null;
    if (!track) return () => this.#unpublish(published);
    if (published.isUpstreamPaused !== this.#isPaused) return () => this.#turn(published);
    // What changes during a pause waits for its end, since the library sends again by itself.
    if (this.#isPaused) return null;
    if (published.mediaStreamTrack !== track) return () => published.replaceTrack(track, true);
    if (published.isMuted !== this.#isOn) return null;
    return () => (this.#isOn ? published.unmute() : published.mute());
  }

  #turn(published: Published): Promise<void> {
    return this.#isPaused ? published.pauseUpstream() : published.resumeUpstream();
  }

  async #publish(track: MediaStreamTrack): Promise<void> {
    const Kind = this.#slot === "audio" ? LocalAudioTrack : LocalVideoTrack;
    const published = new Kind(track, undefined, true);
    // The library switches a track on unless it knows that it is muted, and with it a silent microphone.
    published.isMuted = !this.#isOn;
    const options = { source: SOURCE_OF[this.#slot], name: this.#slot, ...OPTIONS[this.#slot] };
    await this.#me.publishTrack(published, options);
    this.#published = published;
  }

  async #unpublish(published: Published): Promise<void> {
    this.#published = null;
    await this.#me.unpublishTrack(published, false);
  }
}
