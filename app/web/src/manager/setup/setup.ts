import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { components } from "../../shared/api/schema.gen";
import { useCan } from "../../shared/session";

export type Setup = components["schemas"]["Setup"];
export type StepName = Setup["steps"][number]["name"];

const KEY = ["/api/v1/setup"];

/** How far the company has come; undefined for people whom it does not concern. */
export function useSetup(): Setup | undefined {
  const can = useCan();
  return useQuery({
    queryKey: KEY,
    queryFn: () => unwrap(api.GET("/api/v1/setup")),
    enabled: can("company.edit"),
  }).data;
}

/** Asks again, after something that may have finished a step. */
export async function lookAgain(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: KEY });
}

export async function skip(name: StepName, skipped: boolean): Promise<void> {
  const options = { params: { path: { name } }, body: { skipped } };
  queryClient.setQueryData(KEY, await unwrap(api.PUT("/api/v1/setup/{name}", options)));
}
