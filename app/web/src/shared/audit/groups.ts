import type { TFunction } from "i18next";

/* The areas that a log is filtered by: what the actions in it begin with. */
export const COMPANY_GROUPS = [
  "session",
  "person",
  "department",
  "access_link",
  "call",
  "supervision",
  "support",
  "branding",
  "domain",
  "billing",
] as const;
export const STAFF_GROUPS = ["company", "support", "staff", "announcement", "job", "session"] as const;

export type Group = (typeof COMPANY_GROUPS)[number] | (typeof STAFF_GROUPS)[number];

export function groupOptions(groups: readonly Group[], t: TFunction<"audit">) {
  return groups.map((group) => ({ value: `${group}.`, label: t(`groups.${group}`) }));
}
