import {
  DefaultReconnectPolicy,
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  Room,
  RoomEvent,
  Track,
} from "livekit-client";
import type { Mixer } from "./mixer";

/** Names of those who may be recorded, by their identity on the media server. */
export type People = Record<string, string>;

/** Somebody who is drawn; a picture is there only while it is sent. */
export interface Seat {
  identity: string;
  name: string;
  isMuted: boolean;
  isSpeaking: boolean;
  camera: HTMLVideoElement | null;
  screen: HTMLVideoElement | null;
}

// The process beside us comes with a fresh ticket soon; an old one is not tried for long.
const RECONNECT_MS = [200, 500, 1000];

/** The room as a recorder sees it: nothing of anybody else than the people named is even received. */
export class Seats {
  private room: Room | null = null;
  private people: People = {};
  private readonly pictures = new Map<string, HTMLVideoElement>();
  private readonly sounds = new Set<string>();

  constructor(private readonly mixer: Mixer) {}

  get isJoined(): boolean {
    return this.room !== null && this.room.state !== "disconnected";
  }

  get isLive(): boolean {
    return this.room?.state === "connected";
  }

  /** Whether all who are named are here, and every picture that they send has come. */
  get isComplete(): boolean {
    const present = this.allowed();
    const isEverybody = present.length === Object.keys(this.people).length;
    return isEverybody && present.every((participant) => this.hasArrived(participant));
  }

  async join(url: string, token: string): Promise<void> {
    const former = this.room;
    this.room = null;
    await former?.disconnect();
    this.dropAll();
    const room = new Room({ reconnectPolicy: new DefaultReconnectPolicy(RECONNECT_MS) });
    room.on(RoomEvent.TrackPublished, () => this.subscribe());
    room.on(RoomEvent.ParticipantConnected, () => this.subscribe());
    room.on(RoomEvent.TrackSubscribed, (track, { trackSid }, { identity }) => {
      // What was on its way when its owner was taken out comes too late.
      if (identity in this.people) this.take(track, trackSid);
    });
    room.on(RoomEvent.TrackUnsubscribed, (_track, publication) => this.drop(publication.trackSid));
    this.room = room;
    await room.connect(url, token, { autoSubscribe: false });
    this.subscribe();
  }

  async leave(): Promise<void> {
    await this.room?.disconnect();
  }

  /** From now on these and nobody else; who is not named any more is gone before this returns. */
  allow(people: People): void {
    this.people = people;
    this.subscribe();
  }

  /** Those to be drawn, in the order in which they are named: who comes back has the place of before. */
  list(): Seat[] {
    const places = Object.keys(this.people);
    return this.allowed()
      .sort((one, other) => places.indexOf(one.identity) - places.indexOf(other.identity))
      .map((participant) => ({
        identity: participant.identity,
        name: this.people[participant.identity] ?? "",
        isMuted: !participant.isMicrophoneEnabled,
        isSpeaking: participant.isSpeaking,
        camera: this.pictureOf(participant, Track.Source.Camera),
        screen: this.pictureOf(participant, Track.Source.ScreenShare),
      }));
  }

  private allowed(): RemoteParticipant[] {
    const all = this.room ? [...this.room.remoteParticipants.values()] : [];
    return all.filter(({ identity }) => identity in this.people);
  }

  /** Somebody who sends nothing at all has only just come in. */
  private hasArrived(participant: RemoteParticipant): boolean {
    const sent = [...participant.trackPublications.values()];
    const pictures = sent.filter(({ kind, isMuted }) => kind === Track.Kind.Video && !isMuted);
    return sent.length > 0 && pictures.every(({ trackSid }) => hasPicture(this.pictures.get(trackSid)));
  }

  private pictureOf(participant: RemoteParticipant, source: Track.Source): HTMLVideoElement | null {
    const publication = participant.getTrackPublication(source);
    if (!publication || publication.isMuted) return null;
    return this.pictures.get(publication.trackSid) ?? null;
  }

  private subscribe(): void {
    for (const participant of this.room?.remoteParticipants.values() ?? []) {
      const isAllowed = participant.identity in this.people;
      for (const publication of participant.trackPublications.values()) {
        this.want(publication as RemoteTrackPublication, isAllowed);
      }
    }
  }

  private want(publication: RemoteTrackPublication, isAllowed: boolean): void {
    if (!isAllowed) this.drop(publication.trackSid);
    if (publication.isDesired !== isAllowed) publication.setSubscribed(isAllowed);
  }

  private take(track: RemoteTrack, id: string): void {
    if (track.kind === Track.Kind.Audio) {
      this.mixer.add(id, track.mediaStreamTrack);
      this.sounds.add(id);
      return;
    }
    const element = document.createElement("video");
    Object.assign(element, { muted: true, playsInline: true, autoplay: true });
    element.srcObject = new MediaStream([track.mediaStreamTrack]);
    void element.play().catch(() => undefined);
    this.pictures.set(id, element);
  }

  private drop(id: string): void {
    this.mixer.remove(id);
    const element = this.pictures.get(id);
    if (element) element.srcObject = null;
    this.pictures.delete(id);
    this.sounds.delete(id);
  }

  private dropAll(): void {
    for (const id of [...this.pictures.keys(), ...this.sounds]) this.drop(id);
  }
}

/** Whether there is something of it to draw. */
export function hasPicture(video: HTMLVideoElement | undefined): boolean {
  return (video?.videoWidth ?? 0) > 0 && (video?.readyState ?? 0) >= HTMLMediaElement.HAVE_CURRENT_DATA;
}
