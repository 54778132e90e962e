import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LocalMedia, sendLocal } from "./local";

class Track {
  enabled = true;
  stopped = false;
  onended: (() => void) | null = null;
  contentHint = "";
  readonly kind: string;
  readonly label: string;
  constructor(kind: string, label: string) {
    this.kind = kind;
    this.label = label;
  }
  stop(): void {
    this.stopped = true;
  }
  getSettings() {
    return { deviceId: this.label };
  }
}

/** The browser's side: devices that can be plugged in and out, and refused. */
class FakeDevices extends EventTarget {
  plugged = { audioinput: ["mic-1", "mic-2"], videoinput: ["cam-1"] };
  refused = new Set<string>();
  readonly asked: MediaStreamConstraints[] = [];

  async getUserMedia(wanted: MediaStreamConstraints) {
    this.asked.push(wanted);
    const tracks = [
      ...(wanted.audio ? [this.#open("audioinput", wanted.audio as MediaTrackConstraints)] : []),
      ...(wanted.video ? [this.#open("videoinput", wanted.video as MediaTrackConstraints)] : []),
    ];
    const of = (kind: string) => tracks.filter((track) => track.kind === kind);
    return { getTracks: () => tracks, getAudioTracks: () => of("audio"), getVideoTracks: () => of("video") };
  }

  async getDisplayMedia() {
    if (this.refused.has("screen")) throw new DOMException("Permission denied", "NotAllowedError");
    const track = new Track("video", "screen");
    return { getVideoTracks: () => [track] };
  }

  async enumerateDevices() {
    return Object.entries(this.plugged).flatMap(([kind, ids]) =>
      ids.map((deviceId) => ({ kind, deviceId, label: deviceId })),
    );
  }

  unplug(kind: "audioinput" | "videoinput", id: string): void {
    this.plugged[kind] = this.plugged[kind].filter((one) => one !== id);
    this.dispatchEvent(new Event("devicechange"));
  }

  #open(kind: "audioinput" | "videoinput", { deviceId }: MediaTrackConstraints): Track {
    if (this.refused.has(kind)) throw new DOMException("Permission denied", "NotAllowedError");
    const { exact, ideal } = (deviceId ?? {}) as { exact?: string; ideal?: string };
    const found =
      this.plugged[kind].find((id) => id === (exact ?? ideal)) ?? (exact ? undefined : this.plugged[kind][0]);
    if (!found) throw new DOMException("none", "NotFoundError");
    return new Track(kind === "audioinput" ? "audio" : "video", found);
  }
}

describe("LocalMedia", () => {
  let devices: FakeDevices;
  let local: LocalMedia;

  beforeEach(() => {
    localStorage.clear();
    devices = new FakeDevices();
    vi.stubGlobal("navigator", { mediaDevices: devices, userAgent: "" });
    local = new LocalMedia();
  });

  afterEach(() => {
    local.stop();
    vi.unstubAllGlobals();
  });

  const track = (source: "microphone" | "camera") => local.state()[source].track as unknown as Track | null;

  it("opens both with one question and asks for clean sound", async () => {
    await local.start();
    expect(devices.asked).toHaveLength(1);
    expect(devices.asked[0]?.audio).toMatchObject({ echoCancellation: true, noiseSuppression: true });
    expect(local.state()).toMatchObject({ microphone: { on: true }, camera: { on: true } });
    expect(local.state().devices.microphones).toHaveLength(2);
  });

  it("goes on without a camera that is blocked, and says why", async () => {
    devices.refused.add("videoinput");
    await local.start();
    expect(track("microphone")).not.toBeNull();
    expect(local.state().camera).toMatchObject({ on: false, problem: { source: "camera", kind: "blocked" } });
  });

  it("opens a blocked camera by itself once the person allows it", async () => {
    const status = Object.assign(new EventTarget(), { state: "denied" });
    Object.assign(navigator, { permissions: { query: async () => status } });
    devices.refused.add("videoinput");
    await local.start();
    devices.refused.clear();
    status.state = "granted";
    status.dispatchEvent(new Event("change"));
    await vi.waitFor(() => expect(track("camera")).not.toBeNull());
    expect(local.state().camera).toMatchObject({ on: true, problem: null });
  });

  it("keeps nothing open that arrives after it was stopped, and can start again", async () => {
    const starting = local.start();
    local.stop();
    await starting;
    expect([track("microphone"), track("camera")]).toEqual([null, null]);
    await local.start();
    devices.unplug("audioinput", "mic-1");
    await vi.waitFor(() => expect(local.state().notice?.kind).toBe("fell_back"));
  });

  it("honours what was switched off while the devices were opening", async () => {
    const starting = local.start();
    await local.setMicrophone(false);
    await local.setCamera(false);
    await starting;
    expect(track("microphone")?.enabled).toBe(false);
    expect(track("camera")).toBeNull();
  });

  it("mutes without closing the microphone, and closes the camera when it is off", async () => {
    await local.start();
    const [voice, face] = [track("microphone"), track("camera")];
    await local.setMicrophone(false);
    await local.setCamera(false);
    expect([voice?.enabled, voice?.stopped, face?.stopped]).toEqual([false, false, true]);
    expect(local.tracks().video).toBeNull();
    await local.setCamera(true);
    expect(track("camera")).not.toBeNull();
  });

  it("falls back when the microphone is unplugged, says so, and stays muted", async () => {
    await local.start();
    await local.setMicrophone(false);
    devices.unplug("audioinput", "mic-1");
    await vi.waitFor(() => expect(local.state().notice).not.toBeNull());
    expect(local.state().notice).toEqual({ source: "microphone", kind: "fell_back", label: "mic-2" });
    expect(track("microphone")?.enabled).toBe(false);
  });

  it("says that a device is lost when there is no other", async () => {
    await local.start();
    devices.unplug("videoinput", "cam-1");
    await vi.waitFor(() => expect(local.state().notice?.kind).toBe("lost"));
    expect(local.state().camera).toMatchObject({ track: null, on: false });
  });

  it("remembers the chosen device for the next visit", async () => {
    await local.start();
    await local.choose("microphone", "mic-2");
    expect(track("microphone")?.label).toBe("mic-2");
    const next = new LocalMedia();
    await next.start();
    expect(next.state().microphone.track?.label).toBe("mic-2");
    next.stop();
  });

  it("takes a refused screen for a change of mind, and notices the browser's own stop button", async () => {
    devices.refused.add("screen");
    expect(await local.shareScreen()).toBe(false);
    devices.refused.clear();
    expect(await local.shareScreen()).toBe(true);
    (local.state().screen as unknown as Track).onended?.();
    expect(local.state().screen).toBeNull();
  });

  it("publishes each change of a track once, and whether it is on", async () => {
    const publish = vi.fn();
    const stop = sendLocal(local, { publish });
    await local.start();
    await local.setMicrophone(false);
    await local.setCamera(false);
    stop();
    await local.setCamera(true);
    const told = publish.mock.calls.map(([slot, sent, on]) => [slot, sent ? "track" : "none", on].join(" "));
    expect(told).toEqual([
      "audio none true",
      "video none true",
      "screen none true",
      "audio track true",
      "video track true",
      "audio track false",
      "video none true",
    ]);
  });

  it("opens the microphone again with what the person chose for its sound, and remembers it", async () => {
    await local.start();
    const before = track("microphone");
    await local.chooseSound({ noiseSuppression: false });
    expect(before?.stopped).toBe(true);
    expect(devices.asked.at(-1)?.audio).toMatchObject({
      noiseSuppression: false,
      echoCancellation: true,
      deviceId: { exact: "mic-1" },
    });
    expect(new LocalMedia().state().sound.noiseSuppression).toBe(false);
  });
});
