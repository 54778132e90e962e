/** How loud a microphone is, and whether it gives nothing at all. */

export interface Level {
  /** 0–1 on a scale that follows the ear, smoothed for a meter. */
  readonly level: number;
  /** Largest amplitude since the last reading, 0–1. */
  readonly peak: number;
}

const EVERY_MS = 80;
const QUIETEST_DB = -60;

let shared: AudioContext | undefined;

/** One context for all meters: browsers allow only a few. */
export function audioContext(): AudioContext {
  if (!shared || shared.state === "closed") {
    shared = new AudioContext();
    resumeOnGesture(shared);
  }
  return shared;
}

/**
 * Reads the level of a track until the returned function is called. Nothing is told while the
 * browser keeps sound shut (before the first gesture), so that silence is never mistaken.
 */
export function watchLevel(track: MediaStreamTrack, listener: (level: Level) => void): () => void {
  const context = audioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 4096;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let shown = 0;
  const timer = setInterval(() => {
    if (context.state !== "running") return;
    analyser.getFloatTimeDomainData(samples);
    shown = Math.max(loudness(samples), shown * 0.8);
    listener({ level: shown, peak: peakOf(samples) });
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    source.disconnect();
  };
}

export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
  const decibels = power > 0 ? 10 * Math.log10(power) : QUIETEST_DB;
  return Math.min(Math.max(1 - decibels / QUIETEST_DB, 0), 1);
}

export function peakOf(samples: Float32Array): number {
  return samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

const DEAD_MS = 5_000;
const NEVER_HEARD_MS = 20_000;
const VOICE_PEAK = 0.01;

/**
 * Tells a dead microphone from a person who listens. A stream of zeros is dead after seconds;
 * a faint hiss only if no voice has ever come, since noise suppression hushes a quiet room.
 */
export class SilenceWatch {
  #zeroSince: number | null = null;
  #quietSince: number | null = null;
  #heard = false;

  /** `at` is in milliseconds on any steady clock; true when nothing is heard from the person. */
  add(peak: number, at: number): boolean {
    if (peak >= VOICE_PEAK) this.#heard = true;
    this.#zeroSince = peak === 0 ? (this.#zeroSince ?? at) : null;
    this.#quietSince = this.#heard ? null : (this.#quietSince ?? at);
    return lasts(this.#zeroSince, at, DEAD_MS) || lasts(this.#quietSince, at, NEVER_HEARD_MS);
  }

  /** A muted person says nothing on purpose; the count begins again afterwards. */
  pause(): void {
    this.#zeroSince = null;
    this.#quietSince = null;
  }
}

function lasts(since: number | null, at: number, duration: number): boolean {
  return since !== null && at - since >= duration;
}

function resumeOnGesture(context: AudioContext): void {
  const resume = () => void context.resume();
  for (const event of ["pointerdown", "keydown"]) window.addEventListener(event, resume, { passive: true });
}
