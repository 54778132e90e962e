import type { ProblemDocument } from "../api/problem";
import { type Envelope, type Reducer, Room, type RoomState, type Subscription } from "./room";
import { Store } from "./store";
import type { Ack, LinkStatus, Ticker, Transport } from "./transport";

export const IDLE_BEAT_MS = 20_000;
export const BUSY_BEAT_MS = 10_000;
const LINGER_MS = 2_000;

export interface ConnectionState {
  status: "connecting" | "live" | "stale" | "ended";
  /** Milliseconds to add to this machine's clock to get the server's. */
  serverOffset: number;
  /** Why the session ended, such as `signed_out`, `deactivated` or `replaced`. */
  endedBecause?: string;
}

interface BeatAnswer {
  server_time: string;
  rooms: Record<string, number>;
}

/** One socket and the rooms that are followed over it. */
export class Connection {
  readonly state = new Store<ConnectionState>({ status: "connecting", serverOffset: 0 });
  private readonly rooms = new Map<string, Room<unknown>>();
  private beatMs = IDLE_BEAT_MS;
  private connected = false;

  constructor(
    private readonly transport: Transport,
    private readonly ticker: Ticker,
  ) {
    transport.onStatus((status) => this.linkChanged(status));
    transport.on("event", (event: Envelope) => this.rooms.get(event.room)?.receive(event));
    transport.on("session.ended", ({ reason }: { reason: string }) => this.end(reason));
  }

  /** The server knows this name of our media from the handshake, and seats us under it when a call begins. */
  get mediaConnection(): string {
    return this.transport.mediaConnection;
  }

  open(): void {
    this.transport.open();
    this.ticker.start(this.beatMs, () => void this.beat());
  }

  close(): void {
    this.ticker.stop();
    this.transport.close();
  }

  /** In a call or in the queue the server expects to hear from us twice as often. */
  setBusy(busy: boolean): void {
    const period = busy ? BUSY_BEAT_MS : IDLE_BEAT_MS;
    if (period === this.beatMs) return;
    this.beatMs = period;
    this.ticker.start(period, () => void this.beat());
  }

  /** Follows a room until the returned function is called. The first watcher's reducer counts. */
  watch<S>(name: string, reduce: Reducer<S>, listener: () => void): () => void {
    const room = this.roomOf(name, reduce);
    room.watchers += 1;
    const stop = room.store.subscribe(listener);
    return () => {
      stop();
      room.watchers -= 1;
      setTimeout(() => this.dropUnwatched(room as Room<unknown>), LINGER_MS);
    };
  }

  /** The state of a room that is being watched, else undefined. */
  peek<S>(name: string): RoomState<S> | undefined {
    return this.rooms.get(name)?.store.get() as RoomState<S> | undefined;
  }

  request<T>(event: string, payload: unknown): Promise<Ack<T>> {
    return this.transport.request<T>(event, payload);
  }

  /** Listens to messages that are not numbered, such as `call.signal`. */
  on<P>(event: string, handler: (payload: P) => void): () => void {
    return this.transport.on(event, handler as (payload: never) => void);
  }

  /** One heartbeat: tells the server our numbers and fetches what we missed. */
  async beat(): Promise<void> {
    if (!this.connected) return;
    const sentAt = Date.now();
    const ack = await this.request<BeatAnswer>("heartbeat", { rooms: this.numbers() }).catch(() => null);
    if (!ack?.ok) {
      this.goStale();
      return;
    }
    this.setLive(Date.parse(ack.server_time) - (sentAt + Date.now()) / 2);
    this.compare(ack.rooms);
  }

  private roomOf<S>(name: string, reduce: Reducer<S>): Room<S> {
    const known = this.rooms.get(name);
    if (known) return known as unknown as Room<S>;
    const room = new Room<S>(name, reduce, (room, seq) =>
      this.request<Subscription<S>>("subscribe", seq === null ? { room } : { room, seq }),
    );
    this.rooms.set(name, room as unknown as Room<unknown>);
    if (this.connected) void room.sync();
    return room;
  }

  private dropUnwatched(room: Room<unknown>): void {
    if (room.watchers > 0 || this.rooms.get(room.name) !== room) return;
    this.rooms.delete(room.name);
    if (this.connected) this.request("unsubscribe", { room: room.name }).catch(() => undefined);
  }

  private linkChanged(status: LinkStatus): void {
    this.connected = status.connected;
    if (status.connected) this.linkUp();
    else this.linkDown(status.refusal);
  }

  private linkUp(): void {
    for (const room of this.rooms.values()) void room.sync();
    void this.beat();
  }

  private linkDown(refusal: ProblemDocument | undefined): void {
    for (const room of this.rooms.values()) room.lose();
    if (isSignedOut(refusal)) this.end("not_signed_in");
    else this.goStale();
  }

  private numbers(): Record<string, number> {
    const entries = [...this.rooms.values()].map((room) => [room.name, room.store.get().seq] as const);
    return Object.fromEntries(entries.filter(([, seq]) => seq !== null)) as Record<string, number>;
  }

  private compare(theirs: Record<string, number>): void {
    for (const [name, seq] of Object.entries(theirs)) {
      const room = this.rooms.get(name);
      const ours = room?.store.get().seq;
      if (!room || ours === seq) continue;
      // A number behind ours means that the server lost its count; only a snapshot is safe then.
      if (ours !== null && ours !== undefined && seq < ours) room.forget();
      void room.sync();
    }
  }

  private setLive(serverOffset: number): void {
    const { status, serverOffset: before } = this.state.get();
    // Small wobbles would redraw every clock on the page.
    const offset = Math.abs(serverOffset - before) > 500 ? serverOffset : before;
    if (status !== "live" || offset !== before) this.state.patch({ status: "live", serverOffset: offset });
  }

  private goStale(): void {
    if (this.state.get().status === "live") this.state.patch({ status: "stale" });
  }

  private end(reason: string): void {
    this.state.patch({ status: "ended", endedBecause: reason });
    this.close();
  }
}

function isSignedOut(refusal: ProblemDocument | undefined): boolean {
  return refusal?.type.endsWith("/not-signed-in") ?? false;
}
