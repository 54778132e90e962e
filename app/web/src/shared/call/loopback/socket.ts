/**
 * A call's server in miniature: pages of one browser share the state of the call over a
 * BroadcastChannel, and relay signals as the real one does. For browser journeys only.
 */
import type { MediaMode } from "../../media/session";
import type { ConnectionState } from "../../realtime/connection";
import { Store } from "../../realtime/store";
import type { Ack } from "../../realtime/transport";
import type { CallParticipant, CallSocket, CallView, ChatMessage } from "../types";

type Message =
  | { readonly kind: "call"; readonly from: number; readonly call: CallView }
  | { readonly kind: "ask" }
  | { readonly kind: "signal"; readonly to: number; readonly signal: Record<string, unknown> }
  | { readonly kind: "message"; readonly message: ChatMessage }
  | { readonly kind: "taken_over"; readonly id: number; readonly connection: string };

const participant = (id: number, kind: CallParticipant["kind"], name: string): CallParticipant => ({
  id,
  kind,
  name,
  connected: false,
  connection: null,
  reconnect_deadline: null,
  microphone: true,
  camera: true,
  screen: false,
});

const NAMES = ["Bia Nogueira", "Ana Prado"];

function startOf(me: number, of: number, mode: MediaMode): CallView {
  const ids = Array.from({ length: of }, (_, index) => index + 1);
  return {
    id: 1,
    protocol: "20261124-0001",
    status: "in_progress",
    on_hold: false,
    me,
    media: { mode, epoch: 1, seats: mode === "sfu" ? ids : [1, 2], problem: null },
    locked: false,
    recording: null,
    participants: ids.map((id) => participant(id, kindOf(id), NAMES[id - 1] ?? `Guest ${id - 2}`)),
    answered_at: new Date().toISOString(),
    version: 1,
  };
}

function kindOf(id: number): CallParticipant["kind"] {
  return id === 1 ? "client" : id === 2 ? "attendant" : "guest";
}

export class LoopbackSocket implements CallSocket {
  readonly state = new Store<ConnectionState>({ status: "live", serverOffset: 0 }) as CallSocket["state"];
  readonly mediaConnection = "";
  readonly call: Store<CallView>;
  readonly messages = new Store<readonly ChatMessage[]>([]);
  readonly #me: number;
  readonly #channel = new BroadcastChannel("voki.loopback");
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  /** Who has told of themselves. */
  readonly #heard = new Set<number>();
  #connection = "";
  /** While true nothing leaves or reaches this page, as with a lost socket. */
  #cut = false;

  constructor(me: number, of: number, mode: MediaMode) {
    this.#me = me;
    this.call = new Store(startOf(me, of, mode));
    this.#channel.onmessage = ({ data }) => this.#receive(data as Message);
    this.#post({ kind: "ask" });
  }

  on<P>(event: string, handler: (payload: P) => void): () => void {
    const handlers = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, handlers.add(handler as (payload: never) => void));
    return () => handlers.delete(handler as (payload: never) => void);
  }

  async request<T>(event: string, payload: unknown): Promise<Ack<T>> {
    if (this.#cut) throw new Error("The socket is cut");
    const body = payload as Record<string, never>;
    if (event === "call.join") this.#join(body.connection ?? "");
    if (event === "call.media_state") this.#patchMe(body);
    if (event === "call.signal") this.#relay(body);
    return { ok: true, call: this.call.get() } as unknown as Ack<T>;
  }

  /** The server has made a room: from now on all meet there. */
  moveToServer(): void {
    const { media, participants } = this.call.get();
    const seats = participants.map(({ id }) => id);
    this.change({ media: { ...media, mode: "sfu", epoch: media.epoch + 1, seats } });
  }

  change(change: Partial<CallView>): void {
    const call = { ...this.call.get(), ...change, version: this.call.get().version + 1 };
    this.call.set(call);
    this.#post({ kind: "call", from: this.#me, call });
  }

  cut(cut: boolean): void {
    this.#cut = cut;
    this.state.patch({ status: cut ? "stale" : "live" });
    if (!cut) this.#post({ kind: "ask" });
  }

  say(message: ChatMessage): void {
    this.messages.set([...this.messages.get(), message]);
    this.#post({ kind: "message", message });
  }

  #join(connection: string): void {
    this.#connection = connection;
    this.#patchMe({ connected: true, connection, reconnect_deadline: null });
    this.#post({ kind: "taken_over", id: this.#me, connection });
  }

  #patchMe(change: Partial<CallParticipant>): void {
    const participants = this.call
      .get()
      .participants.map((one) => (one.id === this.#me ? { ...one, ...change } : one));
    this.change({ participants });
  }

  #relay({ to, ...signal }: Record<string, never>): void {
    this.#post({ kind: "signal", to: to as unknown as number, signal: { ...signal, from: this.#me } });
  }

  #receive(message: Message): void {
    if (this.#cut) return;
    if (message.kind === "ask") this.#post({ kind: "call", from: this.#me, call: this.call.get() });
    else if (message.kind === "call") this.#merge(message.from, message.call);
    else if (message.kind === "message") this.messages.set([...this.messages.get(), message.message]);
    else if (message.kind === "signal" && message.to === this.#me) this.#emit("call.signal", message.signal);
    else if (message.kind === "taken_over" && message.id === this.#me)
      this.#emit("call.taken_over", { call_id: 1 });
  }

  /**
   * Each page is right about its own person, and so are we about those who told us themselves: a page that
   * has just come may not know them yet. The rest comes from the higher version.
   */
  #merge(from: number, theirs: CallView): void {
    this.#heard.add(from);
    const ours = this.call.get();
    const base = theirs.version < ours.version ? ours : theirs;
    const isKnown = (id: number) => (id === this.#me ? this.#connection !== "" : this.#heard.has(id));
    const own = (id: number) => (id === from ? theirs : isKnown(id) ? ours : base);
    const participants = base.participants.map(
      ({ id }) => own(id).participants.find((one) => one.id === id) as CallParticipant,
    );
    this.call.set({ ...base, me: this.#me, participants });
  }

  #emit(event: string, payload: unknown): void {
    for (const handler of this.#listeners.get(event) ?? []) handler(payload as never);
  }

  #post(message: Message): void {
    if (!this.#cut) this.#channel.postMessage(message);
  }
}
