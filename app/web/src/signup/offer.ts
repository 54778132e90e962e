import type { components } from "../shared/api/schema.gen";
import { boot } from "../shared/boot";
import { currentLanguage } from "../shared/i18n";
import { money } from "../shared/money";

export type Interval = "month" | "year";
export type Currency = "brl" | "usd";

export interface Plan {
  readonly key: components["schemas"]["NewSignup"]["plan"];
  readonly name: string;
  readonly prices: readonly { currency: Currency; interval: Interval; amount: number }[];
}

interface SignupBoot {
  readonly terms_version: string;
  readonly plans: readonly Plan[];
}

/** What the server says of the offer, with the page. */
export const offer = boot as unknown as SignupBoot;

export function usualCurrency(): Currency {
  return currentLanguage() === "pt-BR" ? "brl" : "usd";
}

/** The price as people write it, such as "$29.00"; null for a plan that costs nothing. */
export function price(plan: Plan, interval: Interval, currency: Currency): string | null {
  const found = plan.prices.find((one) => one.currency === currency && one.interval === interval);
  return found ? money(found.amount, currency) : null;
}

/** The plan that the page before this one named, else the free one. */
export function wantedPlan(search: string): Plan {
  const key = new URLSearchParams(search).get("plan");
  const [free] = offer.plans;
  const found = offer.plans.find((plan) => plan.key === key) ?? free;
  if (!found) throw new Error("The page came without plans");
  return found;
}
