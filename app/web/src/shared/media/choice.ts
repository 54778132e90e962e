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
