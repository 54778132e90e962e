/** The plans, the cheapest first. */
export const PLANS = ["free", "starter", "business", "professional", "enterprise"] as const;
