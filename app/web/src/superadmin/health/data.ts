import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { components } from "../../shared/api/schema.gen";
import type { Tone } from "../../shared/ui";

export type Health = components["schemas"]["Health"];
export type Part = components["schemas"]["HealthPart"];
export type Item = components["schemas"]["HealthItem"];
export type Figure = components["schemas"]["Figure"];
export type FailedJob = components["schemas"]["FailedJob"];
export type Status = Health["status"];
export type Act = "retry" | "discard";

const AGAIN_MS = 10_000;
const HEALTH = ["/api/v1/health"];
const JOBS = ["/api/v1/failed-jobs"];
const PATHS = {
  retry: "/api/v1/failed-jobs/{job_id}/retry",
  discard: "/api/v1/failed-jobs/{job_id}/discard",
} as const;

export const TONES: Record<Status, Tone> = { ok: "green", attention: "amber", down: "red" };

export function useHealth() {
  return useQuery({
    queryKey: HEALTH,
    queryFn: () => unwrap(api.GET("/api/v1/health")),
    refetchInterval: AGAIN_MS,
  });
}

export function useFailedJobs() {
  return useQuery({
    queryKey: JOBS,
    queryFn: async () => (await unwrap(api.GET("/api/v1/failed-jobs"))).items,
    refetchInterval: AGAIN_MS,
  });
}

export async function actOnJob(job: FailedJob, act: Act, reason: string): Promise<void> {
  await api.POST(PATHS[act], { params: { path: { job_id: job.id } }, body: { reason } });
  await Promise.all([JOBS, HEALTH].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** What is wrong with a part, each kind once: names of figures, or `unanswered`. */
export function troublesOf(part: Part): string[] {
  if (!part.answered) return ["unanswered"];
  const all = [...part.figures, ...part.items.flatMap((item) => item.figures)];
  return [...new Set(all.filter((figure) => figure.status !== "ok").map((figure) => figure.name))];
}
