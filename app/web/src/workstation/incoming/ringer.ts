import { audioContext } from "../../shared/media/level";
import { Store } from "../../shared/realtime";

const LOOP_SECONDS = 3;
const NOTE_SECONDS = 0.32;
/** Two rising pairs, then silence until the loop begins again: start in seconds, pitch in hertz. */
const NOTES = [
  [0, 659],
  [0.22, 880],
  [0.8, 659],
  [1.02, 880],
] as const;
const LOUDNESS = 0.3;

/** Whether the browser lets this page ring; it wants one press on the page first. */
export const soundAllowed = new Store(false);

function context(): AudioContext {
  const shared = audioContext();
  shared.onstatechange = () => soundAllowed.set(shared.state === "running");
  soundAllowed.set(shared.state === "running");
  return shared;
}

/** Begins to watch whether sound is allowed. */
export function watchSound(): void {
  context();
}

/** Asks for sound with the press that calls this; `audibly` lets it be heard for a moment. */
export async function allowSound(audibly = true): Promise<void> {
  const shared = context();
  await shared.resume();
  soundAllowed.set(shared.state === "running");
  if (audibly) ring(false);
}

/** Rings until the returned function is called, or once. A loop in the sound card needs no timer. */
export function ring(loop = true): () => void {
  const shared = context();
  void shared.resume();
  const source = new AudioBufferSourceNode(shared, { buffer: melody(shared), loop });
  source.connect(shared.destination);
  source.start();
  return () => {
    source.stop();
    source.disconnect();
  };
}

function melody(shared: AudioContext): AudioBuffer {
  const rate = shared.sampleRate;
  const buffer = shared.createBuffer(1, LOOP_SECONDS * rate, rate);
  const samples = buffer.getChannelData(0);
  for (const [start, pitch] of NOTES) addNote(samples, rate, start, pitch);
  return buffer;
}

/** A soft bell: it swells for a hundredth of a second and dies away. */
function addNote(samples: Float32Array, rate: number, start: number, pitch: number): void {
  const first = Math.round(start * rate);
  const length = Math.round(NOTE_SECONDS * rate);
  for (let at = 0; at < length; at += 1) {
    const seconds = at / rate;
    const shape = Math.min(seconds / 0.01, 1) * Math.exp(-9 * seconds);
    const wave = Math.sin(2 * Math.PI * pitch * seconds);
    samples[first + at] = (samples[first + at] ?? 0) + wave * shape * LOUDNESS;
  }
}
