import type { Unsubscribe } from "../../shared/media/session";
import { type Connection, newer, Store } from "../../shared/realtime";
import { endSupervision, startSupervision, switchSupervision } from "./commands";
import type { Mode, Supervision } from "./modes";

export interface SupervisingState {
  readonly supervision: Supervision | null;
  /** A request is under way. */
  readonly busy: boolean;
  /** Why it could not begin. */
  readonly refusal: unknown;
}

const JOIN_AGAIN_MS = 2_000;

/** One page's supervision of one call: begun with the page, ended with it, kept alive by the socket. */
export class Supervising {
  readonly store = new Store<SupervisingState>({ supervision: null, busy: true, refusal: null });
  readonly #callId: number;
  readonly #connection: Connection;
  readonly #forget: Unsubscribe;
  #isClosed = false;
  #joinedFor: string | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(callId: number, connection: Connection) {
    this.#callId = callId;
    this.#connection = connection;
    this.#forget = connection.state.subscribe(() => this.#keepAlive());
  }

  async begin(mode: Mode): Promise<void> {
    this.store.patch({ busy: true, refusal: null });
    try {
      this.take(await startSupervision(this.#callId, mode));
    } catch (refusal) {
      this.store.patch({ refusal });
    }
    this.store.patch({ busy: false });
    if (this.#isClosed) this.#end();
    else this.#keepAlive();
  }

  /** Rejects when the server refuses the other mode; the present one goes on then. */
  async change(mode: Mode): Promise<void> {
    const { supervision } = this.store.get();
    if (!supervision) return;
    this.store.patch({ busy: true });
    try {
      this.take(await switchSupervision(supervision.id, mode));
    } finally {
      this.store.patch({ busy: false });
    }
  }

  /** Takes in a state from wherever it comes. */
  take(next: Supervision): void {
    this.store.patch({ supervision: newer(this.store.get().supervision, next) });
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#forget();
    this.#end();
  }

  #end(): void {
    const { supervision } = this.store.get();
    // What is lost on the way is ended by the server, once it hears nothing more from us.
    if (supervision && !supervision.ended_at) endSupervision(supervision.id).catch(() => undefined);
  }

  #keepAlive(): void {
    const { status } = this.#connection.state.get();
    if (status !== "live") this.#joinedFor = null;
    const id = this.store.get().supervision?.id;
    if (status === "live" && id !== undefined && this.#joinedFor !== status) void this.#join(id);
  }

  async #join(supervision_id: number): Promise<void> {
    clearTimeout(this.#retry);
    this.#joinedFor = "live";
    const ack = await this.#connection.request("supervision.join", { supervision_id }).catch(() => null);
    if (ack || this.#isClosed) return;
    this.#joinedFor = null;
    this.#retry = setTimeout(() => this.#keepAlive(), JOIN_AGAIN_MS);
  }
}
