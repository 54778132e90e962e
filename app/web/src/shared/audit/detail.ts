import type { components } from "../api/schema.gen";

type Entry = components["schemas"]["AuditEntry"];

/* What names the thing that an entry is about, the first that is there. */
const NAMING = ["name", "path", "host", "email", "client_name", "protocol", "text_en"];

const API = /^\/api\/v1/;

/** What was noted, as text; a pair is what it was and what it became. */
function asText(noted: unknown): string {
  const parts = Array.isArray(noted) ? noted : [noted];
  return parts.every((part) => typeof part === "string") ? parts.join(" → ") : "";
}

/** One line that tells which thing or person it was; empty where that is who acted, or nobody. */
export function detailOf({ details, actor_name, subject_kind, subject_id }: Entry): string {
  const known = details as Record<string, unknown>;
  const naming = NAMING.map((name) => asText(known[name])).find((text) => text !== "");
  if (naming) return naming === actor_name ? "" : naming.replace(API, "");
  return subject_kind === "company" && Number(subject_id) > 0 ? `#${subject_id}` : "";
}
