import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useConnection } from "../../shared/realtime";
import type { DepartmentQueue } from "../types";
import { reduceDepartment } from "./reducers";

/**
 * One value out of several departments' rooms, live. `select` must be stable, and give an equal
 * primitive or the same object while nothing in it changes.
 */
export function useDepartmentRooms<T>(
  departments: readonly number[],
  select: (queues: readonly DepartmentQueue[]) => T,
): T {
  const connection = useConnection();
  const ids = departments.join(",");
  const names = useMemo(() => (ids ? ids.split(",").map((id) => `department:${id}`) : []), [ids]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = names.map((name) => connection.watch(name, reduceDepartment, listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [connection, names],
  );
  const get = useCallback(
    () => select(names.flatMap((name) => connection.peek<DepartmentQueue>(name)?.data ?? [])),
    [connection, names, select],
  );
  return useSyncExternalStore(subscribe, get);
}
