import type { components } from "../api/schema.gen";
import type { Tone } from "../ui";

type Domain = components["schemas"]["CompanyDomain"];
export type ShownState = Domain["state"] | "taken" | "resting";

export const TONES: Record<ShownState, Tone> = {
  waiting_txt: "amber",
  waiting_cname: "amber",
  active: "green",
  failing: "red",
  disabled: "gray",
  taken: "red",
  resting: "gray",
};

export function isProven({ state }: Pick<Domain, "state">): boolean {
  return state === "active" || state === "failing";
}

/** The state that a person has to know of: a proven domain may still lead nowhere. */
export function shownState(domain: Pick<Domain, "state" | "finding" | "served">): ShownState {
  if (isProven(domain)) return domain.served ? domain.state : "resting";
  return domain.finding === "taken" ? "taken" : domain.state;
}
