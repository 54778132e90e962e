import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "../api/client";
import { queryClient } from "../api/query";
import type { Background } from "../api/types";
import type { LocalMedia } from "../media/local";

export const BACKGROUNDS_KEY = ["/api/v1/backgrounds"];

const backgroundsQuery = queryOptions({
  queryKey: BACKGROUNDS_KEY,
  queryFn: async () => (await unwrap(api.GET("/api/v1/backgrounds"))).items,
  staleTime: 5 * 60_000,
});

/** The company's pictures for calls. */
export function useBackgrounds() {
  return useQuery(backgroundsQuery);
}

/** Gives a call's camera the company's pictures, and the default of the call's department. */
export function useOfferedBackgrounds(local: LocalMedia, departmentId: number): void {
  const { data } = useBackgrounds();
  useEffect(() => {
    if (data) offer(local, data, departmentId);
  }, [local, data, departmentId]);
}

/** The same before the first picture is sent, where the list is known already. */
export function offerKnownBackgrounds(local: LocalMedia, departmentId: number): void {
  const known = queryClient.getQueryData(backgroundsQuery.queryKey);
  if (known) offer(local, known, departmentId);
}

function offer(local: LocalMedia, known: Background[], departmentId: number): void {
  const preset = known.find(({ department_ids }) => department_ids.includes(departmentId));
  local.background.offer(known, preset ?? null);
}
