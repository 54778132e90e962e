import type { ProblemDocument } from "../api/problem";

/** Every message from the browser is acknowledged with one of these. */
export type Ack<T = unknown> = ({ ok: true } & T) | { ok: false; problem: ProblemDocument };

export type LinkStatus =
  | { connected: true }
  /** `refusal` is what the server said when it would not take the connection. */
  | { connected: false; refusal?: ProblemDocument };

/** What the connection needs of a socket; the tests stand in for it. */
export interface Transport {
  /** What the page calls its media of a call that begins over this link; each link has another name. */
  readonly mediaConnection: string;
  open(): void;
  close(): void;
  /** Resolves with the server's ack; rejects when the link is down or the ack does not come. */
  request<T>(event: string, payload: unknown): Promise<Ack<T>>;
  on(event: string, handler: (payload: never) => void): () => void;
  onStatus(handler: (status: LinkStatus) => void): () => void;
}

/** Calls back at a steady pace, also while the tab is in the background. */
export interface Ticker {
  start(periodMs: number, onTick: () => void): void;
  stop(): void;
}
