import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { Connection, ConnectionState } from "./connection";
import type { Reducer, RoomState } from "./room";

const ConnectionContext = createContext<Connection | null>(null);

/** Opens the connection while it is mounted. */
export function RealtimeProvider({ connection, children }: { connection: Connection; children: ReactNode }) {
  useEffect(() => {
    connection.open();
    return () => connection.close();
  }, [connection]);
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error("useConnection needs a RealtimeProvider above it");
  return connection;
}

export function useConnectionState(): ConnectionState {
  const { state } = useConnection();
  return useSyncExternalStore(state.subscribe, state.get);
}

const NOTHING: RoomState<never> = { status: "loading", data: null, seq: null };

/** Follows a room while mounted; `null` follows nothing. `reduce` must be stable. */
export function useRoom<S>(name: string | null, reduce: Reducer<S>): RoomState<S> {
  const connection = useConnection();
  const subscribe = useCallback(
    (listener: () => void) => (name ? connection.watch(name, reduce, listener) : () => undefined),
    [connection, name, reduce],
  );
  const get = useCallback(
    () => (name ? connection.peek<S>(name) : undefined) ?? (NOTHING as RoomState<S>),
    [connection, name],
  );
  return useSyncExternalStore(subscribe, get);
}

/** Listens to an unnumbered message while mounted. `handler` must be stable. */
export function useTransient<P>(event: string, handler: (payload: P) => void): void {
  const connection = useConnection();
  useEffect(() => connection.on(event, handler), [connection, event, handler]);
}

/** The server's time in milliseconds, refreshed every `everyMs`. */
export function useServerNow(everyMs = 1_000): number {
  const { serverOffset } = useConnectionState();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now + serverOffset;
}
