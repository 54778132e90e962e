import type { CompanyDetail, Overrides } from "./company";

export const LIMITS = ["attendants", "departments", "participants", "retention_days"] as const;
export const FEATURES = [
  "sfu",
  "white_label",
  "custom_domain",
  "recording",
  "transcription",
  "analytics",
  "csv_export",
  "supervision",
  "ai_summary",
  "bi",
  "sms",
  "whatsapp",
  "threecx",
  "salesforce",
  "api_keys",
  "sso",
] as const;

type LimitName = (typeof LIMITS)[number];
type FeatureName = (typeof FEATURES)[number];
type Choice = "" | "on" | "off";

export interface OverrideValues {
  /** An empty field leaves the limit as the plan has it. */
  limits: Record<LimitName, number | "">;
  unlimited: Record<LimitName, boolean>;
  features: Record<FeatureName, Choice>;
  until: string | null;
  reason: string;
}

export function toForm({ limits, features, until }: CompanyDetail["overrides"]): OverrideValues {
  return {
    limits: each(LIMITS, (name) => limits[name] ?? ""),
    unlimited: each(LIMITS, (name) => name in limits && limits[name] === null),
    features: each(FEATURES, (name) => choice(features[name])),
    until: until ?? null,
    reason: "",
  };
}

export function fromForm({ limits, unlimited, features, until, reason }: OverrideValues): Overrides {
  const chosenLimits = LIMITS.filter((name) => unlimited[name] || limits[name] !== "");
  const chosenFeatures = FEATURES.filter((name) => features[name] !== "");
  return {
    limits: each(chosenLimits, (name) => (unlimited[name] ? null : Number(limits[name]))),
    features: each(chosenFeatures, (name) => features[name] === "on"),
    until,
    reason,
  };
}

function choice(on: boolean | undefined): Choice {
  if (on === undefined) return "";
  return on ? "on" : "off";
}

function each<K extends string, V>(names: readonly K[], value: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<K, V>;
}
