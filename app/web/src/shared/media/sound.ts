import { audioContext } from "./level";

const NOTES_HZ = [523, 659, 784];
const NOTE_SECONDS = 0.25;

/** Plays three soft notes on the chosen speaker; resolves when they are over. */
export async function playTestSound(speaker: string): Promise<void> {
  const context = audioContext();
  await context.resume();
  const output = context.createMediaStreamDestination();
  // An element, unlike the audio context, can play on a chosen speaker in most browsers.
  const element = new Audio();
  element.srcObject = output.stream;
  await playOn(element, speaker);
  await element.play();
  await Promise.all(NOTES_HZ.map((hertz, index) => note(context, output, hertz, index * NOTE_SECONDS)));
  element.srcObject = null;
}

/** Sends an element's sound to a speaker; an empty id means the system's own choice. */
export async function playOn(element: HTMLMediaElement, speaker: string): Promise<void> {
  if (!("setSinkId" in element) || element.sinkId === speaker) return;
  // A speaker that is gone must not silence the call: the system's own choice goes on.
  await element.setSinkId(speaker).catch(() => undefined);
}

function note(context: AudioContext, output: AudioNode, hertz: number, after: number): Promise<void> {
  const start = context.currentTime + after;
  const tone = new OscillatorNode(context, { frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
  tone.connect(volume).connect(output);
  tone.start(start);
  tone.stop(start + NOTE_SECONDS);
  return new Promise((resolve) => {
    tone.onended = () => resolve();
  });
}
