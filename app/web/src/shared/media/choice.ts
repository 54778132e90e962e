import { recall, remember } from "../storage";

/** The devices that this person chose last, on this browser. */
export interface DeviceChoice {
  readonly microphone: string | null;
  readonly camera: string | null;
  readonly speaker: string | null;
}

const KEY = "devices";

export function rememberedChoice(): DeviceChoice {
  return recall<DeviceChoice>(KEY, { microphone: null, camera: null, speaker: null });
}

export function rememberChoice(choice: DeviceChoice): void {
  remember(KEY, choice);
}

/** What the browser does to the microphone's sound before it is sent. */
export interface SoundChoice {
  readonly noiseSuppression: boolean;
  readonly echoCancellation: boolean;
}

const SOUND_KEY = "devices.sound";

export function rememberedSound(): SoundChoice {
  return recall<SoundChoice>(SOUND_KEY, { noiseSuppression: true, echoCancellation: true });
}

export function rememberSound(choice: SoundChoice): void {
  remember(SOUND_KEY, choice);
}
