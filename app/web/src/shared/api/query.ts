import { QueryClient } from "@tanstack/react-query";
import { isProblem } from "./problem";

function worthRetrying(count: number, error: unknown): boolean {
  if (isProblem(error) && error.status >= 400 && error.status < 500) return false;
  return count < 2;
}

/** The query cache of one app. Refusals are final; only lost answers and server faults are asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 15_000 },
    mutations: { retry: false },
  },
});
