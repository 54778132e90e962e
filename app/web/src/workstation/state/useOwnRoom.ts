import { useQuery } from "@tanstack/react-query";
import { type RoomState, useRoom } from "../../shared/realtime";
import { useSession } from "../../shared/session";
import type { CallRoom, DepartmentQueue, PersonRoom } from "../types";
import { queueDepartments } from "./commands";
import { reduceCallRoom, reduceDepartment, reducePerson } from "./reducers";

/** One's own presence, offers and call, live. */
export function useOwnRoom(): RoomState<PersonRoom> {
  return useRoom(`person:${useSession().person.id}`, reducePerson);
}

export function useDepartmentRoom(id: number): RoomState<DepartmentQueue> {
  return useRoom(`department:${id}`, reduceDepartment);
}

export function useCallRoom(id: number | null): RoomState<CallRoom> {
  return useRoom(id === null ? null : `call:${id}`, reduceCallRoom);
}

/** The ids of the departments to follow. Membership changes seldom, so it is asked for now and then. */
export function useQueueDepartments() {
  return useQuery({ queryKey: ["/api/v1/queue"], queryFn: queueDepartments, refetchInterval: 60_000 });
}
