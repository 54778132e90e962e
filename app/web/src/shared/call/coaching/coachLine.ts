import type { SfuSession } from "../../media/sfu";
import type { MediaTicket } from "../../media/ticket";
import { Store } from "../../realtime/store";

export interface CoachState {
  /** The other one's voice; null until they can be heard. */
  readonly voice: MediaStream | null;
  readonly state: "connecting" | "connected" | "unreachable";
}

const COACH = /^coach(ed)?-\d+$/;
const PARTNER = 1;
const BEGINNING: CoachState = { voice: null, state: "connecting" };

/**
 * The line between a supervisor who whispers and the attendant: a room of its own on the media
 * server, which nobody else ever gets a ticket for.
 */
export class CoachLine {
  readonly store = new Store<CoachState>(BEGINNING);
  readonly #ticket: () => Promise<MediaTicket>;
  #session: SfuSession | null = null;
  #track: MediaStreamTrack | null = null;
  #isClosed = false;

  constructor(ticket: () => Promise<MediaTicket>) {
    this.#ticket = ticket;
    void this.#open();
  }

  /** Sends this track from now on, or nothing. The caller owns it, and silences it by `enabled`. */
  speak(track: MediaStreamTrack | null): void {
    this.#track = track;
    this.#session?.publish("audio", track, true);
  }

  close(): void {
    this.#isClosed = true;
    this.#session?.close();
    this.store.set(BEGINNING);
  }

  async #open(): Promise<void> {
    const { SfuSession } = await import("../../media/sfu");
    if (this.#isClosed) return;
    const session = new SfuSession({
      ticket: this.#ticket,
      idOf: (identity) => (COACH.test(identity) ? PARTNER : null),
    });
    this.#session = session;
    session.subscribe(() => this.#follow(session));
    session.publish("audio", this.#track, true);
    session.connect(PLAN);
  }

  #follow(session: SfuSession): void {
    if (this.#isClosed) return;
    const { remotes, problem } = session.state();
    const partner = remotes[0];
    const isUp = partner?.state === "connected";
    const state = problem ? "unreachable" : isUp ? "connected" : "connecting";
    this.store.patch({ voice: partner?.stream ?? null, state });
  }
}

const PLAN = {
  mode: "sfu",
  epoch: 1,
  onHold: false,
  me: 0,
  connection: "",
  peers: [
    {
      id: PARTNER,
      connection: "",
      reachable: true,
      held: false,
      sends: { audio: true, video: false, screen: false },
    },
  ],
} as const;
