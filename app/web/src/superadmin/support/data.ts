import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../shared/api/client";
import { fetchPage } from "../../shared/api/list";
import { queryClient } from "../../shared/api/query";
import type { components } from "../../shared/api/schema.gen";

export type StaffSupportAccess = components["schemas"]["StaffSupportAccess"];
export type SupportRequest = components["schemas"]["SupportRequest"];
type ListOfCompany = "/api/v1/companies/{company_id}/support-accesses";

const LATEST = 5;
const keyOf = (companyId: number) => ["/api/v1/companies", companyId, "support-accesses"];

/** The latest accesses to a company. */
export function useSupportAccesses(companyId: number) {
  return useQuery({
    queryKey: keyOf(companyId),
    queryFn: async () => {
      const path = `/api/v1/companies/${companyId}/support-accesses` as ListOfCompany;
      return (await fetchPage(path, { limit: LATEST })).items;
    },
  });
}

export async function askForAccess(companyId: number, body: SupportRequest): Promise<string> {
  const options = { params: { path: { company_id: companyId } }, body };
  const { url } = await unwrap(api.POST("/api/v1/companies/{company_id}/support-accesses", options));
  await lookAgain(companyId);
  return url;
}

export async function enterAgain(companyId: number, accessId: number): Promise<string> {
  const options = { params: { path: { company_id: companyId, access_id: accessId } } };
  const path = "/api/v1/companies/{company_id}/support-accesses/{access_id}/entrance";
  return (await unwrap(api.POST(path, options))).url;
}

export async function endOwnAccess(companyId: number, accessId: number): Promise<void> {
  const options = { params: { path: { company_id: companyId, access_id: accessId } } };
  await api.DELETE("/api/v1/companies/{company_id}/support-accesses/{access_id}", options);
  await lookAgain(companyId);
}

async function lookAgain(companyId: number): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: keyOf(companyId) });
}
