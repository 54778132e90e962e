/** The devices that this person chose last, on this browser. */
export interface DeviceChoice {
  readonly microphone: string | null;
  readonly camera: string | null;
  readonly speaker: string | null;
}

const KEY = "voki.devices";
const NONE: DeviceChoice = { microphone: null, camera: null, speaker: null };

export function rememberedChoice(): DeviceChoice {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return stored && typeof stored === "object" ? { ...NONE, ...stored } : NONE;
  } catch {
    // Storage may be shut off; then each visit starts with the browser's own choice.
    return NONE;
  }
}

export function rememberChoice(change: Partial<DeviceChoice>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...rememberedChoice(), ...change }));
  } catch {
    // As above: the choice then lasts as long as the page.
  }
}
