import { useCallback, useRef, useSyncExternalStore } from "react";
import { useConnection } from "./react";
import type { Reducer } from "./room";

/** The states of several rooms, null where one has not answered; the same array while none has changed. */
export function useRooms<S>(names: readonly string[], reduce: Reducer<S>): readonly (S | null)[] {
  const connection = useConnection();
  const last = useRef<readonly (S | null)[]>([]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = names.map((name) => connection.watch(name, reduce, listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [connection, names, reduce],
  );
  const get = useCallback(() => {
    const rooms = names.map((name) => connection.peek<S>(name)?.data ?? null);
    const before = last.current;
    const same = rooms.length === before.length && rooms.every((room, at) => room === before[at]);
    if (!same) last.current = rooms;
    return last.current;
  }, [connection, names]);
  return useSyncExternalStore(subscribe, get);
}
