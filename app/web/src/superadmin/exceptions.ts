import type { TFunction } from "i18next";
import { number } from "../shared/format";
import type { CompanyDetail } from "./company";

type Exceptions = Pick<CompanyDetail["overrides"], "limits" | "features">;

/** Each exception to the plan in words, such as "Attendants: 40". */
export function exceptionTexts(t: TFunction<"superadmin">, { limits, features }: Exceptions): string[] {
  const numbers = Object.entries(limits).map(([name, value]) => {
    const text = value === null ? t("overrides.unlimited") : number(value);
    return `${t(`overrides.limits.${name as "attendants"}`)}: ${text}`;
  });
  const switches = Object.entries(features).map(([name, on]) => {
    const text = t(on ? "overrides.on" : "overrides.off");
    return `${t(`overrides.features.${name as "sfu"}`)}: ${text}`;
  });
  return [...numbers, ...switches];
}
