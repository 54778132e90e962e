import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { fetchAll } from "../../shared/api/list";
import type { Department } from "../../shared/api/types";
import { useConnection } from "../../shared/realtime";
import { useSession } from "../../shared/session";
import { listKey } from "../../shared/ui";
import { type LiveRoom, type Pages, patched, reduceLiveCalls } from "./liveRooms";
import type { LiveCall } from "./modes";

export const PATH = "/api/v1/live-calls";
const SEES_ALL = ["owner", "manager"];

/** Keeps every cached view of the list as the server's rooms tell it. */
export function useLiveList(): void {
  const cache = useQueryClient();
  const live = useLiveCalls(useRooms());
  const known = useRef("");
  useEffect(() => {
    if (!live) return;
    cache.setQueriesData<Pages>({ queryKey: listKey(PATH) }, (pages) => pages && patched(pages, live));
    // Who is new may belong into a filtered view or not: the server knows.
    const ids = [...live.keys()].join();
    if (ids !== known.current) void cache.invalidateQueries({ queryKey: listKey(PATH) });
    known.current = ids;
  }, [cache, live]);
}

/** Who sees all departments has one room for them; the others have one each. */
function useRooms(): readonly string[] {
  const all = SEES_ALL.includes(useSession().person.role);
  const { data = [] } = useQuery<Department[]>({
    queryKey: ["/api/v1/departments", "all"],
    queryFn: () => fetchAll("/api/v1/departments", { sort: "name" }),
    enabled: !all,
  });
  return useMemo(() => (all ? ["live_calls:all"] : data.map(({ id }) => `live_calls:${id}`)), [all, data]);
}

/** The calls of these rooms by id; null until each of them has answered. */
function useLiveCalls(names: readonly string[]): ReadonlyMap<number, LiveCall> | null {
  const connection = useConnection();
  const last = useRef<{ rooms: (LiveRoom | null)[]; calls: ReadonlyMap<number, LiveCall> | null }>({
    rooms: [],
    calls: null,
  });
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = names.map((name) => connection.watch(name, reduceLiveCalls, listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [connection, names],
  );
  const get = useCallback(() => {
    const rooms = names.map((name) => connection.peek<LiveRoom>(name)?.data ?? null);
    const before = last.current.rooms;
    if (rooms.length !== before.length || rooms.some((room, at) => room !== before[at])) {
      last.current = { rooms, calls: callsOf(rooms) };
    }
    return last.current.calls;
  }, [connection, names]);
  return useSyncExternalStore(subscribe, get);
}

function callsOf(rooms: (LiveRoom | null)[]): ReadonlyMap<number, LiveCall> | null {
  if (rooms.length === 0 || rooms.includes(null)) return null;
  return new Map(rooms.flatMap((room) => room?.calls ?? []).map((call) => [call.id, call]));
}
