import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { components } from "../../shared/api/schema.gen";

export type StaffMember = components["schemas"]["StaffMember"];
export type StaffRole = StaffMember["role"];
export const STAFF_ROLES: StaffRole[] = ["admin", "support", "finance"];

/* What an admin does with a reason. */
export type Act = "role" | "deactivate" | "activate" | "totp-reset";

const STAFF = ["/api/v1/staff"];

export async function inviteStaff(body: components["schemas"]["StaffCreate"]): Promise<StaffMember> {
  const made = await unwrap(api.POST("/api/v1/staff", { body }));
  await lookAgain();
  return made;
}

export async function inviteAgain(id: number): Promise<void> {
  await api.POST("/api/v1/staff/{member_id}/invitation", { params: { path: { member_id: id } } });
}

export async function changeStaff(id: number, act: Act, reason: string, role: StaffRole): Promise<void> {
  const params = { path: { member_id: id } };
  if (act === "role") {
    await api.PUT("/api/v1/staff/{member_id}/role", { params, body: { reason, role } });
  } else {
    await api.POST(`/api/v1/staff/{member_id}/${act}`, { params, body: { reason } });
  }
  await lookAgain();
}

/** What may be done with somebody now. */
export function actsFor(member: StaffMember): Act[] {
  if (!member.active) return ["activate"];
  return member.has_totp ? ["role", "totp-reset", "deactivate"] : ["role", "deactivate"];
}

async function lookAgain(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: STAFF });
}
