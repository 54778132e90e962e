import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../shared/api/client";
import { fetchPage } from "../../shared/api/list";
import { queryClient } from "../../shared/api/query";
import type { components } from "../../shared/api/schema.gen";
import { refreshSession } from "../../shared/session";

export type SupportAccess = components["schemas"]["SupportAccess"];

const ACCESSES = ["/api/v1/support-accesses"];
const SWITCH = ["/api/v1/support-switch"];

export function useAccesses() {
  return useInfiniteQuery({
    queryKey: ACCESSES,
    queryFn: ({ pageParam }) => fetchPage("/api/v1/support-accesses", { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useSwitch() {
  return useQuery({ queryKey: SWITCH, queryFn: () => unwrap(api.GET("/api/v1/support-switch")) });
}

export async function allowSupport(allowed: boolean): Promise<void> {
  queryClient.setQueryData(SWITCH, await unwrap(api.PUT("/api/v1/support-switch", { body: { allowed } })));
  await lookAgain();
}

export async function endAccess(id: number): Promise<void> {
  await api.DELETE("/api/v1/support-accesses/{access_id}", { params: { path: { access_id: id } } });
  await lookAgain();
}

/** The banner stands in the session, the page has the history. */
async function lookAgain(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: ACCESSES }), refreshSession()]);
}
