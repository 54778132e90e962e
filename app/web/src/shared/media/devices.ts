/** Cameras, microphones and speakers as the browser gives them, and why it sometimes does not. */
import type { SoundChoice } from "./choice";

export type Source = "microphone" | "camera";

export type ProblemKind =
  /** The person or the browser's settings said no to this site. */
  | "blocked"
  /** The operating system keeps the browser from the device. */
  | "blocked_by_system"
  /** The question was closed without an answer. */
  | "dismissed"
  | "in_use"
  | "none_found"
  /** The page is not on https, or the browser knows no cameras at all. */
  | "unsupported"
  | "unknown";

export interface MediaProblem {
  readonly source: Source;
  readonly kind: ProblemKind;
}

export interface Device {
  readonly id: string;
  readonly label: string;
}

export interface DeviceList {
  readonly microphones: readonly Device[];
  readonly cameras: readonly Device[];
  readonly speakers: readonly Device[];
}

export const NO_DEVICES: DeviceList = { microphones: [], cameras: [], speakers: [] };

export interface Wanted {
  /** `exact` fails when the device is gone, `ideal` takes another. */
  readonly id: string;
  readonly exact: boolean;
}

function microphoneConstraints(wanted: Wanted | null, sound: SoundChoice): MediaTrackConstraints {
  return { ...deviceId(wanted), ...sound, autoGainControl: true };
}

function cameraConstraints(wanted: Wanted | null): MediaTrackConstraints {
  const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } };
  return wanted ? { ...deviceId(wanted), ...picture } : { facingMode: "user", ...picture };
}

function deviceId(wanted: Wanted | null): MediaTrackConstraints {
  if (!wanted) return {};
  return { deviceId: wanted.exact ? { exact: wanted.id } : { ideal: wanted.id } };
}

/** Opens one source. Rejects with the browser's own error; see `problemKind`. */
export async function openSource(
  source: Source,
  wanted: Wanted | null,
  sound: SoundChoice,
): Promise<MediaStreamTrack> {
  const audio = source === "microphone" && microphoneConstraints(wanted, sound);
  const video = source === "camera" && cameraConstraints(wanted);
  const [track] = (await media().getUserMedia({ audio, video })).getTracks();
  if (!track) throw new DOMException("The browser gave no track.", "NotFoundError");
  return track;
}

/** Opens both with one question to the person. */
export async function openBoth(
  wanted: Record<Source, Wanted | null>,
  sound: SoundChoice,
): Promise<MediaStream> {
  const audio = microphoneConstraints(wanted.microphone, sound);
  const video = cameraConstraints(wanted.camera);
  return media().getUserMedia({ audio, video });
}

/** The screen's picture, or null when the person chose nothing. */
export async function openScreen(): Promise<MediaStreamTrack | null> {
  try {
    const options = { video: { frameRate: { ideal: 15, max: 30 } }, audio: false };
    const [track] = (await media().getDisplayMedia(options)).getVideoTracks();
    // Text must stay sharp, even if it then moves less smoothly.
    if (track) track.contentHint = "detail";
    return track ?? null;
  } catch (error) {
    if (problemKind(error) === "blocked" || problemKind(error) === "dismissed") return null;
    throw error;
  }
}

export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

export function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}

export async function listDevices(): Promise<DeviceList> {
  if (!navigator.mediaDevices) return NO_DEVICES;
  const all = await navigator.mediaDevices.enumerateDevices();
  const of = (kind: MediaDeviceKind) => all.filter((one) => one.kind === kind && one.deviceId).map(toDevice);
  return { microphones: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") };
}

/** Told when something is plugged in or out. */
export function onDeviceChange(listener: () => void): () => void {
  navigator.mediaDevices?.addEventListener("devicechange", listener);
  return () => navigator.mediaDevices?.removeEventListener("devicechange", listener);
}

/** Told when the person allows in the browser's settings what was blocked before. */
export async function onceGranted(source: Source, listener: () => void): Promise<void> {
  // Some browsers know these permissions, but not the question; there the person tries again.
  const status = await navigator.permissions?.query({ name: source }).catch(() => null);
  const changed = () => {
    if (status?.state !== "granted") return;
    status.removeEventListener("change", changed);
    listener();
  };
  status?.addEventListener("change", changed);
}

export function problemKind(error: unknown): ProblemKind {
  const { name = "", message = "" } = error instanceof Error ? error : {};
  if (name === "NotAllowedError" || name === "SecurityError") return refusalKind(message);
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none_found";
  if (name === "NotReadableError" || name === "AbortError") return "in_use";
  return name === "TypeError" || name === "NotSupportedError" ? "unsupported" : "unknown";
}

function refusalKind(message: string): ProblemKind {
  if (/system/i.test(message)) return "blocked_by_system";
  return /dismissed/i.test(message) ? "dismissed" : "blocked";
}

function media(): MediaDevices {
  if (navigator.mediaDevices) return navigator.mediaDevices;
  throw new DOMException("This page has no access to media devices.", "NotSupportedError");
}

function toDevice({ deviceId: id, label }: MediaDeviceInfo): Device {
  return { id, label };
}
