import { Connection } from "./connection";
import { type Namespace, socketTransport } from "./socketTransport";
import { workerTicker } from "./workerTicker";

export type { ConnectionState } from "./connection";
export { Connection } from "./connection";
export {
  RealtimeProvider,
  useConnection,
  useConnectionState,
  useRoom,
  useServerNow,
  useTransient,
} from "./react";
export type { Envelope, Reducer, RoomState } from "./room";
export { Store } from "./store";
export type { Ack } from "./transport";
export { useRooms } from "./useRooms";
export { newer, upsert } from "./versions";

/** A connection to this host; it opens when a `RealtimeProvider` mounts it. */
export function connectTo(namespace: Namespace, auth: Record<string, string> = {}): Connection {
  return new Connection(socketTransport(namespace, auth), workerTicker());
}
