import { type RemoteParticipant as Occupant, type RemoteTrack, Track } from "livekit-client";
import { onFirstFrame, onFirstSound } from "./arrival";
import { SLOTS, type Slot, type Unsubscribe } from "./session";
import { newStreams } from "./slots";

export const SOURCE_OF: Record<Slot, Track.Source> = {
  audio: Track.Source.Microphone,
  video: Track.Source.Camera,
  screen: Track.Source.ScreenShare,
};

interface Received {
  readonly track: RemoteTrack;
  readonly stopWaiting: Unsubscribe;
  hasArrived: boolean;
}

/** Somebody else in a room of the media server, and what is received of them. */
export class SfuSeat {
  /** The same streams for as long as the room lives; tracks come and go in them. */
  readonly streams = newStreams();
  readonly #changed: () => void;
  readonly #received = new Map<Slot, Received>();
  #occupant: Occupant | null = null;
  #wasHere = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Null while they are not in the room. */
  get occupant(): Occupant | null {
    return this.#occupant;
  }

  get wasHere(): boolean {
    return this.#wasHere;
  }

  get tracks(): RemoteTrack[] {
    return [...this.#received.values()].map(({ track }) => track);
  }

  /** Takes in whoever sits here now: subscribes to the wanted slots, and to no others. */
  update(occupant: Occupant | null, isWanted: (slot: Slot) => boolean): void {
    this.#occupant = occupant;
    this.#wasHere ||= occupant !== null;
    for (const slot of SLOTS) {
      const publication = occupant?.getTrackPublication(SOURCE_OF[slot]);
      const wanted = isWanted(slot);
      if (publication && publication.isDesired !== wanted) publication.setSubscribed(wanted);
      this.#receive(slot, publication?.track);
    }
  }

  /** Whether what they send in this slot is really here; silence on purpose counts as here. */
  hasArrived(slot: Slot): boolean {
    const isMuted = this.#occupant?.getTrackPublication(SOURCE_OF[slot])?.isMuted ?? false;
    return isMuted || (this.#received.get(slot)?.hasArrived ?? false);
  }

  get isStarved(): boolean {
    return this.#received.get("video")?.track.streamState === Track.StreamState.Paused;
  }

  close(): void {
    for (const slot of SLOTS) this.#receive(slot, undefined);
  }

  #receive(slot: Slot, track: RemoteTrack | undefined): void {
    const before = this.#received.get(slot);
    if (before?.track === track) return;
    const stream = slot === "screen" ? this.streams.screen : this.streams.stream;
    before?.stopWaiting();
    if (before) stream.removeTrack(before.track.mediaStreamTrack);
    this.#received.delete(slot);
    if (!track) return;
    stream.addTrack(track.mediaStreamTrack);
    this.#received.set(slot, { track, hasArrived: false, stopWaiting: this.#await(slot, track) });
  }

  #await(slot: Slot, { receiver, mediaStreamTrack }: RemoteTrack): Unsubscribe {
    if (!receiver) return () => undefined;
    const arrived = () => {
      const received = this.#received.get(slot);
      if (received) received.hasArrived = true;
      this.#changed();
    };
    return slot === "audio"
      ? onFirstSound(receiver, arrived)
      : onFirstFrame(mediaStreamTrack, receiver, arrived);
  }
}
