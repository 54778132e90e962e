import type { TFunction } from "i18next";
import type { Call } from "../types";

const KNOWN = ["reason", "name", "email", "phone"] as const;

/**
 * What the client wrote in the form, the reason first. Details that match the record are left out:
 * those that differ may mean that somebody else uses the client's address.
 */
export function formFacts({ form, client }: Call, t: TFunction<"workstation">): [string, string][] {
  const record: Record<string, string> = { name: client.name, email: client.email, phone: client.phone };
  const told = Object.entries(form).filter(
    ([name, value]) => typeof value === "string" && value !== "" && value !== record[name],
  ) as [string, string][];
  const last = told.filter(([name]) => name !== "reason");
  return [...told.filter(([name]) => name === "reason"), ...last].map(([name, value]) => [
    label(name, t),
    value,
  ]);
}

function label(name: string, t: TFunction<"workstation">): string {
  const known = KNOWN.find((one) => one === name);
  return known ? t(`form.${known}`) : name;
}
