import { api, unwrap } from "../shared/api/client";
import { queryClient } from "../shared/api/query";
import type { components } from "../shared/api/schema.gen";

export type CompanyDetail = components["schemas"]["CompanyDetail"];
export type Overrides = components["schemas"]["Overrides"];
export type NewCompany = components["schemas"]["Provision"];
export type Move = "suspend" | "restore";

const COMPANIES = ["/api/v1/companies"];
export const growthKey = [...COMPANIES, "growth"];
export const companyKey = (id: number) => [...COMPANIES, id];
export const invoicesKey = (id: number) => [...COMPANIES, id, "invoices"];

const ONE = "/api/v1/companies/{company_id}";
const at = (id: number) => ({ params: { path: { company_id: id } } });

/** Which moves make sense in a company's present state. */
export function movesOf(status: CompanyDetail["status"]): Move[] {
  if (status === "active") return ["suspend"];
  return status === "provisioning" ? [] : ["restore"];
}

const CHARGED = new Set<CompanyDetail["standing"]["state"]>(["trialing", "active", "past_due", "restricted"]);

/** Whether there is a subscription that goes on. */
export function isCharged({ standing }: CompanyDetail): boolean {
  return CHARGED.has(standing.state);
}

/** Whether something is under way that the page should follow. */
export function isBusy(company: CompanyDetail): boolean {
  const { status, tasks } = company;
  if (status === "closed" && isCharged(company)) return true;
  return status === "provisioning" || tasks.some((task) => task.state === "waiting");
}

export async function moveCompany(id: number, move: Move, reason: string): Promise<void> {
  await api.POST(`${ONE}/${move}`, { ...at(id), body: { reason } });
  await lookAgain();
}

export async function closeCompany(id: number, reason: string, keepDays: number): Promise<void> {
  await api.POST(`${ONE}/close`, { ...at(id), body: { reason, keep_days: keepDays } });
  await lookAgain();
}

export async function overrideCompany(id: number, body: Overrides): Promise<void> {
  await api.PUT(`${ONE}/overrides`, { ...at(id), body });
  await lookAgain();
}

export async function exportCompany(id: number, reason: string): Promise<void> {
  await api.POST(`${ONE}/exports`, { ...at(id), body: { reason } });
  await lookAgain();
}

/** A link to a finished archive, which holds for minutes. */
export async function exportLink(id: number, task: number): Promise<string> {
  const params = { path: { company_id: id, task_id: task } };
  const { url } = await unwrap(api.POST(`${ONE}/exports/{task_id}/link`, { params }));
  await lookAgain();
  return url;
}

export async function inviteOwner(id: number, reason: string): Promise<void> {
  await api.POST(`${ONE}/invitation`, { ...at(id), body: { reason } });
  await lookAgain();
}

export async function eraseCompany(id: number, slug: string, reason: string): Promise<void> {
  await api.POST(`${ONE}/erasure`, { ...at(id), body: { slug, reason } });
  await lookAgain();
}

/** The number of the new company, which is made meanwhile. */
export async function provisionCompany(body: NewCompany): Promise<number> {
  const { id } = await unwrap(api.POST("/api/v1/companies", { body }));
  await lookAgain();
  return id;
}

/** The company's page and every list that it stands in. */
async function lookAgain(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: COMPANIES });
}
