import type { ProblemDocument } from "../api/problem";
import type { components } from "./events.gen";
import { Store } from "./store";
import type { Ack } from "./transport";

type Catalogue = Required<components["schemas"]["Events"]>;
type EnvelopeOf<N extends keyof Catalogue> = {
  room: string;
  seq: number;
  name: N;
  data: Catalogue[N];
  at: string;
};

/**
 * One numbered event of a room, of those in the server's catalogue; its `name` tells what `data` is. `seq`
 * grows by one, `at` is the server's UTC time.
 */
export type Envelope = { [N in keyof Catalogue]: EnvelopeOf<N> }[keyof Catalogue];

/** The next state of a room after one event. It must return the same object when nothing changes. */
export type Reducer<S> = (state: S, event: Envelope) => S;

export interface RoomState<S> {
  /** loading: nothing yet. live: up to date. stale: shown, but events may be missing. refused: not ours to see. */
  status: "loading" | "live" | "stale" | "refused";
  data: S | null;
  seq: number | null;
  problem?: ProblemDocument;
}

export type Subscription<S> = { room: string; seq: number; snapshot?: S; events?: Envelope[] };

type Ask<S> = (room: string, seq: number | null) => Promise<Ack<Subscription<S>>>;

/** The copy of one server room: a snapshot and the numbered events that follow it, without holes. */
export class Room<S> {
  readonly store = new Store<RoomState<S>>({ status: "loading", data: null, seq: null });
  watchers = 0;
  private waiting: Envelope[] = [];
  private turn = 0;
  private asking = false;

  constructor(
    readonly name: string,
    private readonly reduce: Reducer<S>,
    private readonly ask: Ask<S>,
  ) {}

  receive(event: Envelope): void {
    if (this.asking) {
      this.waiting.push(event);
      return;
    }
    if (!this.append(event)) void this.sync();
  }

  /** Marks what is shown as possibly old, because the link is gone. */
  lose(): void {
    this.turn += 1;
    this.asking = false;
    this.waiting = [];
    if (this.store.get().status === "live") this.store.patch({ status: "stale" });
  }

  /** Fetches what is missing: the events since our number, or a fresh snapshot. */
  async sync(): Promise<void> {
    if (this.asking) return;
    const turn = ++this.turn;
    this.asking = true;
    const ack = await this.ask(this.name, this.store.get().seq).catch(() => null);
    if (turn !== this.turn) return;
    this.asking = false;
    this.settle(ack);
  }

  /** Forgets the number, so that the next `sync` brings a snapshot. */
  forget(): void {
    this.store.patch({ seq: null });
  }

  private settle(ack: Ack<Subscription<S>> | null): void {
    if (!ack) this.lose();
    else if (!ack.ok) this.store.set({ status: "refused", data: null, seq: null, problem: ack.problem });
    else this.catchUp(ack);
  }

  private catchUp(ack: Subscription<S>): void {
    this.take(ack);
    const waiting = this.waiting.sort((one, other) => one.seq - other.seq);
    this.waiting = [];
    if (!waiting.every((event) => this.append(event))) void this.sync();
  }

  private take({ seq, snapshot, events = [] }: Subscription<S>): void {
    const state = this.store.get();
    const start = snapshot === undefined ? (state.data as S) : snapshot;
    const known = snapshot === undefined ? (state.seq ?? 0) : seq;
    const data = events.filter((event) => event.seq > known).reduce(this.reduce, start);
    this.store.set({ status: "live", data, seq });
  }

  /** False when events before this one are missing. */
  private append(event: Envelope): boolean {
    const { data, seq } = this.store.get();
    if (data === null || seq === null) return false;
    if (event.seq <= seq) return true;
    if (event.seq > seq + 1) return false;
    this.store.set({ status: "live", data: this.reduce(data, event), seq: event.seq });
    return true;
  }
}
