import { SLOTS, type Slot } from "./session";

export type SlotTracks = Record<Slot, MediaStreamTrack | null>;

export interface RemoteStreams {
  readonly stream: MediaStream;
  readonly screen: MediaStream;
}

const KINDS: Record<Slot, "audio" | "video"> = { audio: "audio", video: "video", screen: "video" };

/**
 * The side that makes the first offer lays all media lines at once and for good: mute, camera off,
 * screen share and hold then only swap tracks, and no renegotiation can fail in mid-call.
 */
export function layLines(pc: RTCPeerConnection, tracks: SlotTracks, pictures: boolean): void {
  const voice = new MediaStream();
  const screen = new MediaStream();
  for (const slot of SLOTS) {
    const streams = [slot === "screen" ? screen : voice];
    const direction = directionOf(slot, pictures);
    pc.addTransceiver(tracks[slot] ?? KINDS[slot], { direction, streams });
  }
}

/** The answering side takes over the lines of the first offer, in their order, and sends in all. */
export async function adoptLines(
  pc: RTCPeerConnection,
  tracks: SlotTracks,
  pictures: boolean,
): Promise<void> {
  const voice = new MediaStream();
  const screen = new MediaStream();
  for (const [index, slot] of SLOTS.entries()) {
    const line = pc.getTransceivers()[index];
    const direction = directionOf(slot, pictures);
    if (!line || line.direction === direction) continue;
    line.direction = direction;
    // Voice and camera share a stream, or the receiver does not keep lips and sound together.
    line.sender.setStreams?.(slot === "screen" ? screen : voice);
    await line.sender.replaceTrack(tracks[slot]);
  }
}

/** Asks for the other side's pictures, or for none; the next negotiation tells them. */
export function wantPictures(pc: RTCPeerConnection, pictures: boolean): void {
  for (const [index, line] of pc.getTransceivers().entries()) {
    const slot = SLOTS[index];
    const direction = slot && directionOf(slot, pictures);
    if (direction && line.direction !== direction) line.direction = direction;
  }
}

function directionOf(slot: Slot, pictures: boolean): RTCRtpTransceiverDirection {
  return slot === "audio" || pictures ? "sendrecv" : "sendonly";
}

/** Puts the track in its line; before the lines exist there is nothing to do, they take it later. */
export async function sendInLine(
  pc: RTCPeerConnection,
  slot: Slot,
  track: MediaStreamTrack | null,
): Promise<void> {
  const sender = pc.getTransceivers()[SLOTS.indexOf(slot)]?.sender;
  if (!sender || sender.track === track || pc.signalingState === "closed") return;
  await sender.replaceTrack(track);
}

export function slotOf(pc: RTCPeerConnection, line: RTCRtpTransceiver): Slot | undefined {
  return SLOTS[pc.getTransceivers().indexOf(line)];
}

export function newStreams(): RemoteStreams {
  return { stream: new MediaStream(), screen: new MediaStream() };
}
