import type { CallView } from "../../shared/call/types";
import { planFor } from "../../shared/media/plan";
import { EMPTY_STATE, type MediaSession, type SessionState } from "../../shared/media/session";
import type { MediaTicket } from "../../shared/media/ticket";
import { Store } from "../../shared/realtime";

/** Sees and hears a call without being in it: nothing of ours is ever sent. */
export class LookOn {
  readonly store = new Store<SessionState>(EMPTY_STATE);
  readonly #ticket: () => Promise<MediaTicket>;
  readonly #connection = crypto.randomUUID();
  #session: MediaSession | null = null;
  #call: CallView | null = null;
  #isClosed = false;

  constructor(ticket: () => Promise<MediaTicket>) {
    this.#ticket = ticket;
    void this.#open();
  }

  follow(call: CallView): void {
    this.#call = call;
    if (call.media.mode === "sfu") this.#session?.connect(planFor(call, null, this.#connection));
  }

  readonly show: MediaSession["show"] = (...shown) => this.#session?.show(...shown);

  close(): void {
    this.#isClosed = true;
    this.#session?.close();
    this.store.set(EMPTY_STATE);
  }

  async #open(): Promise<void> {
    const { SfuSession } = await import("../../shared/media/sfu");
    if (this.#isClosed) return;
    const session = new SfuSession({ ticket: this.#ticket });
    this.#session = session;
    session.subscribe(() => this.store.set(this.#isClosed ? EMPTY_STATE : session.state()));
    if (this.#call) this.follow(this.#call);
  }
}
