import { useMutation, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { components } from "../../shared/api/schema.gen";
import { isProven } from "../../shared/domains/state";
import { notifyFailed, problemText } from "../../shared/ui";

type Schemas = components["schemas"];
export type Domains = Schemas["Domains"];
export type Domain = Schemas["Domain"];

const KEY = ["/api/v1/domains"];
const LOOKING_MS = 1_500;
const WAITING_MS = 20_000;

/** Soon while somebody watches a look at DNS, now and then while the schedule looks. */
function pace({ items }: Domains): number | false {
  if (items.some((domain) => domain.looking)) return LOOKING_MS;
  return items.every(isProven) ? false : WAITING_MS;
}

export function useDomains() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET("/api/v1/domains")),
    refetchInterval: ({ state }) => (state.data ? pace(state.data) : false),
  });
}

async function lookAgain(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: KEY });
}

const path = (id: number) => ({ params: { path: { domain_id: id } } });

export async function addDomain(host: string): Promise<Domain> {
  const made = await unwrap(api.POST("/api/v1/domains", { body: { host } }));
  await lookAgain();
  return made;
}

export async function removeDomain(id: number): Promise<void> {
  await api.DELETE("/api/v1/domains/{domain_id}", path(id));
  await lookAgain();
}

/** Null: the company's first address. */
export async function choosePrimary(id: number | null): Promise<void> {
  const address = "/api/v1/primary-domain";
  const sent = id === null ? api.DELETE(address) : api.PUT(address, { body: { domain_id: id } });
  queryClient.setQueryData(KEY, await unwrap<Domains>(sent));
}

export function useCheck(id: number) {
  return useMutation({
    mutationFn: () => api.POST("/api/v1/domains/{domain_id}/check", path(id)).then(lookAgain),
    onError: (error) => notifyFailed(problemText(error)),
  });
}
