import { Store } from "../realtime/store";
import { IceSource } from "./ice";
import { PeerLink } from "./link";
import { onNetworkChange } from "./netchange";
import { type QualitySample, QualityWatch, worstOf } from "./quality";
import {
  EMPTY_STATE,
  type IceConfig,
  type IncomingSignal,
  type MediaPlan,
  type MediaSession,
  type ParticipantId,
  type PlannedPeer,
  type RemoteParticipant,
  type SessionState,
  type SignalBody,
  type SignalTransport,
  type Slot,
  type Unsubscribe,
} from "./session";
import type { SlotTracks } from "./slots";

export interface P2POptions {
  readonly signals: SignalTransport;
  readonly iceServers: () => Promise<IceConfig>;
  readonly createConnection?: (config: RTCConfiguration) => RTCPeerConnection;
  /** Told of failures that the session goes on from by itself, for a log. */
  readonly failed?: (error: unknown) => void;
}

interface Peer {
  readonly connection: string;
  reachable: boolean;
  readonly link: PeerLink;
  readonly quality: QualityWatch;
}

/** Signals that run ahead of the call's state wait for it; more than this is not a normal start. */
const MOST_WAITING = 200;

/** Media straight between the browsers: one connection for each pair of the plan that has us in it. */
export class P2PSession implements MediaSession {
  readonly mode = "p2p";
  readonly #options: P2POptions;
  readonly #store = new Store<SessionState>(EMPTY_STATE);
  readonly #ice: IceSource;
  readonly #peers = new Map<ParticipantId, Peer>();
  readonly #tracks: SlotTracks = { audio: null, video: null, screen: null };
  readonly #qualityListeners = new Set<(from: ParticipantId, sample: QualitySample) => void>();
  readonly #subscriptions: Unsubscribe[];
  #iceServers: RTCIceServer[] | null = null;
  #plan: MediaPlan | null = null;
  #waiting: IncomingSignal[] = [];
  #pictures = true;
  #closed = false;

  constructor(options: P2POptions) {
    this.#options = options;
    this.#ice = new IceSource({
      fetch: options.iceServers,
      refreshed: (servers) => this.#takeServers(servers),
      failed: (error) => options.failed?.(error),
    });
    this.#subscriptions = [
      options.signals.onSignal((signal) => this.#receive(signal)),
      options.signals.onRestored(() => this.recover()),
      onNetworkChange(() => this.recover()),
    ];
    void this.#ice.servers().then((servers) => this.#start(servers));
  }

  readonly state = (): SessionState => this.#store.get();

  readonly subscribe = (listener: () => void): Unsubscribe => this.#store.subscribe(listener);

  connect(plan: MediaPlan): void {
    if (this.#closed || (this.#plan && plan.epoch < this.#plan.epoch)) return;
    const renewed = this.#plan !== null && plan.epoch > this.#plan.epoch;
    this.#plan = plan;
    if (this.#iceServers) this.#follow(plan, renewed);
    this.#publishState();
  }

  publish(slot: Slot, track: MediaStreamTrack | null): void {
    this.#tracks[slot] = track;
    for (const { link } of this.#peers.values()) link.publish(slot, track);
  }

  /** Each picture comes straight from its sender, in one size. */
  show(): void {}

  setAudioOnly(on: boolean): void {
    this.#pictures = !on;
    for (const { link } of this.#peers.values()) link.wantPictures(!on);
  }

  recover(): void {
    for (const { link } of this.#peers.values()) link.recover();
  }

  onQuality(listener: (from: ParticipantId, sample: QualitySample) => void): Unsubscribe {
    this.#qualityListeners.add(listener);
    return () => {
      this.#qualityListeners.delete(listener);
    };
  }

  /** Tells the other side that their media reach us elsewhere now. */
  sayFarewell(id: ParticipantId): void {
    this.#peers.get(id)?.link.farewell.say();
  }

  /** Whether the link may end: the other side can do without, or will never be able to say so. */
  isDispensable(id: ParticipantId): boolean {
    const link = this.#peers.get(id)?.link;
    return !link || link.farewell.isHeard || link.state !== "connected" || !link.farewell.canTravel;
  }

  close(): void {
    this.#closed = true;
    this.#ice.stop();
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    for (const id of [...this.#peers.keys()]) this.#drop(id);
    this.#publishState();
  }

  #start(servers: RTCIceServer[]): void {
    if (this.#closed) return;
    this.#iceServers = servers;
    if (this.#plan) this.#follow(this.#plan, false);
    this.#publishState();
  }

  #takeServers(servers: RTCIceServer[]): void {
    if (!this.#iceServers) return;
    this.#iceServers = servers;
    for (const { link } of this.#peers.values()) link.takeServers(servers);
  }

  #follow(plan: MediaPlan, renewed: boolean): void {
    const wanted = new Map(plan.peers.map((peer) => [peer.id, peer]));
    for (const [id, peer] of this.#peers) {
      if (wanted.get(id)?.connection !== peer.connection) this.#drop(id);
    }
    for (const peer of plan.peers) this.#keepOrOpen(plan, peer);
    // What was under way at the old epoch was dropped by the server, so it is said again.
    if (renewed) this.recover();
    this.#takeWaiting();
  }

  #keepOrOpen(plan: MediaPlan, planned: PlannedPeer): void {
    const known = this.#peers.get(planned.id);
    if (!known) {
      this.#peers.set(planned.id, this.#open(plan, planned));
      return;
    }
    known.link.hold(planned.held);
    // What was said while they were away is lost, so it is said again.
    if (planned.reachable && !known.reachable) known.link.recover();
    known.reachable = planned.reachable;
  }

  #open(plan: MediaPlan, { id, connection, reachable, held }: PlannedPeer): Peer {
    const { createConnection = (config) => new RTCPeerConnection(config) } = this.#options;
    const link = new PeerLink(
      {
        polite: plan.me > id,
        iceServers: this.#iceServers ?? [],
        createConnection,
        send: (body) => this.#send(id, connection, body),
        changed: () => this.#publishState(),
        failed: (error) => this.#options.failed?.(error),
      },
      { tracks: this.#tracks, held, pictures: this.#pictures },
    );
    const quality = new QualityWatch(
      () => link.stats(),
      (sample) => this.#measured(id, sample),
    );
    return { connection, reachable, link, quality };
  }

  #drop(id: ParticipantId): void {
    const peer = this.#peers.get(id);
    this.#peers.delete(id);
    peer?.quality.stop();
    peer?.link.close();
  }

  #send(to: ParticipantId, toConnection: string, body: SignalBody): void {
    const plan = this.#plan;
    if (!plan || this.#closed) return;
    const { epoch, connection } = plan;
    this.#options.signals.send({ epoch, to, connection, to_connection: toConnection, ...body });
  }

  #receive(signal: IncomingSignal): void {
    const plan = this.#plan;
    if (plan && signal.epoch < plan.epoch) return;
    if (plan && signal.to_connection !== plan.connection) return;
    const peer = this.#peers.get(signal.from);
    const known = peer?.connection === signal.connection && signal.epoch === plan?.epoch;
    if (peer && known) void peer.link.receive(signal);
    else this.#waiting = [...this.#waiting, signal].slice(-MOST_WAITING);
  }

  #takeWaiting(): void {
    for (const signal of this.#waiting.splice(0)) this.#receive(signal);
  }

  #measured(id: ParticipantId, sample: QualitySample): void {
    for (const listener of this.#qualityListeners) listener(id, sample);
    this.#publishState();
  }

  #publishState(): void {
    const remotes = [...this.#peers].map(([id, peer]) => remote(id, peer));
    const line = worstOf(remotes.map(({ quality }) => quality));
    this.#store.set({ ...EMPTY_STATE, epoch: this.#plan?.epoch ?? 0, remotes, line });
  }
}

function remote(id: ParticipantId, { link, quality }: Peer): RemoteParticipant {
  const { state } = link;
  const ready = state === "connected";
  const alone = { speaking: false, starved: false, incoming: null };
  return { id, ...link.streams, state, quality: quality.current, ready, ...alone };
}
