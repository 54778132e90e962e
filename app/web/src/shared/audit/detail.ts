import type { components } from "../api/schema.gen";

type Entry = components["schemas"]["AuditEntry"];

/* What names the thing that an entry is about, the first that is there. */
const NAMING = ["name", "path", "host", "email", "client_name", "protocol", "text_en"];

const API = /^\/api\/v1/;

/** One line that tells which thing it was; empty where the entry names none. */
export function detailOf({ details, subject_kind, subject_id }: Entry): string {
  const known = details as Record<string, unknown>;
  const naming = NAMING.map((name) => known[name]).find((value) => typeof value === "string");
  if (typeof naming === "string") return naming.replace(API, "");
  return subject_kind === "company" && Number(subject_id) > 0 ? `#${subject_id}` : "";
}
