import { io, type Socket } from "socket.io-client";
import { OFFLINE, type ProblemDocument } from "../api/problem";
import type { Ack, LinkStatus, Transport } from "./transport";

const ACK_TIMEOUT_MS = 8_000;
const RETRY_AFTER_REFUSAL_MS = 5_000;

export type Namespace = "/people" | "/visits" | "/guests";

function refusalOf(error: Error): ProblemDocument {
  const data = (error as Error & { data?: ProblemDocument }).data;
  return data?.type ? data : { ...OFFLINE, detail: error.message };
}

/** Also where the page is not on https, and the browser draws no UUID. */
function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("");
}

class SocketTransport implements Transport {
  mediaConnection = "";
  private readonly socket: Socket;
  private readonly listeners = new Set<(status: LinkStatus) => void>();
  private closed = true;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(namespace: Namespace, auth: Record<string, string>) {
    this.socket = io(namespace, {
      path: "/socket.io",
      transports: ["websocket"],
      autoConnect: false,
      auth: (send) => {
        this.mediaConnection = randomName();
        send({ ...auth, connection: this.mediaConnection });
      },
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    });
    this.socket.on("connect", () => this.tell({ connected: true }));
    this.socket.on("disconnect", () => this.dropped());
    this.socket.on("connect_error", (error) =>
      this.dropped(this.socket.active ? undefined : refusalOf(error)),
    );
  }

  open(): void {
    this.closed = false;
    this.socket.connect();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    this.socket.disconnect();
  }

  async request<T>(event: string, payload: unknown): Promise<Ack<T>> {
    // socket.io would keep the message and send it after the reconnect, when it may be wrong.
    if (!this.socket.connected) throw new Error("The socket is not connected");
    return this.socket.timeout(ACK_TIMEOUT_MS).emitWithAck(event, payload);
  }

  on(event: string, handler: (payload: never) => void): () => void {
    this.socket.on(event, handler as (payload: unknown) => void);
    return () => this.socket.off(event, handler as (payload: unknown) => void);
  }

  onStatus(handler: (status: LinkStatus) => void): () => void {
    this.listeners.add(handler);
    return () => this.listeners.delete(handler);
  }

  private dropped(refusal?: ProblemDocument): void {
    // After a refusal or a disconnect by the server socket.io does not try again by itself.
    clearTimeout(this.retry);
    if (!this.socket.active && !this.closed)
      this.retry = setTimeout(() => this.socket.connect(), RETRY_AFTER_REFUSAL_MS);
    this.tell({ connected: false, refusal });
  }

  private tell(status: LinkStatus): void {
    for (const listener of this.listeners) listener(status);
  }
}

/** A websocket to one namespace of this host. `auth` goes into the handshake. */
export function socketTransport(namespace: Namespace, auth: Record<string, string> = {}): Transport {
  return new SocketTransport(namespace, auth);
}
