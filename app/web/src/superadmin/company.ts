import { api, unwrap } from "../shared/api/client";
import { queryClient } from "../shared/api/query";
import type { components } from "../shared/api/schema.gen";

export type CompanyDetail = components["schemas"]["CompanyDetail"];
export type Overrides = components["schemas"]["Overrides"];
export type Move = "suspend" | "restore" | "close";

export const companyKey = (id: number) => ["/api/v1/companies", id];

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
  keep(await unwrap(api.POST(PATHS[move], options)));
}

export async function overrideCompany(id: number, body: Overrides): Promise<void> {
  const options = { params: { path: { company_id: id } }, body };
  keep(await unwrap(api.PUT("/api/v1/companies/{company_id}/overrides", options)));
}

function keep(company: CompanyDetail): void {
  queryClient.setQueryData(companyKey(company.id), company);
  void queryClient.invalidateQueries({ queryKey: ["/api/v1/companies"], exact: false });
}
