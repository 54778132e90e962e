import { api } from "../shared/api/client";
import { queryClient } from "../shared/api/query";
import type { components } from "../shared/api/schema.gen";

export type CompanyDetail = components["schemas"]["CompanyDetail"];
export type Overrides = components["schemas"]["Overrides"];
export type Move = "suspend" | "restore" | "close";

const COMPANIES = ["/api/v1/companies"];
export const companyKey = (id: number) => [...COMPANIES, id];

const PATHS = {
  suspend: "/api/v1/companies/{company_id}/suspend",
  restore: "/api/v1/companies/{company_id}/restore",
  close: "/api/v1/companies/{company_id}/close",
} as const;

/** Which moves make sense in a company's present state. */
export function movesOf(status: CompanyDetail["status"]): Move[] {
  if (status === "active") return ["suspend", "close"];
  if (status === "suspended") return ["restore", "close"];
  return status === "closed" ? ["restore"] : [];
}

export async function moveCompany(id: number, move: Move, reason: string): Promise<void> {
  const options = { params: { path: { company_id: id } }, body: { reason } };
  await api.POST(PATHS[move], options);
  await lookAgain();
}

export async function overrideCompany(id: number, body: Overrides): Promise<void> {
  const options = { params: { path: { company_id: id } }, body };
  await api.PUT("/api/v1/companies/{company_id}/overrides", options);
  await lookAgain();
}

/** The company's page and every list that it stands in. */
async function lookAgain(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: COMPANIES });
}
