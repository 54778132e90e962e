import type { Attendant } from "../../shared/api/types";
import type { Tone } from "../../shared/ui";

/** Whether a person can sign in, and if not, why. */
export function accountState(person: Pick<Attendant, "active" | "invitation_pending">): {
  tone: Tone;
  key: "active" | "invited" | "inactive";
} {
  if (!person.active) return { tone: "gray", key: "inactive" };
  if (person.invitation_pending) return { tone: "amber", key: "invited" };
  return { tone: "green", key: "active" };
}
