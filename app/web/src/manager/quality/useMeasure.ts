import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { number } from "../../shared/format";

/** "350 ms" or "7.5 %". */
export function useMeasure(): (kind: "latency" | "loss", value: number) => string {
  const { t } = useTranslation("quality");
  return useCallback(
    (kind, value) => {
      const rounded = kind === "latency" ? Math.round(value) : Math.round(value * 10) / 10;
      return t(`unit.${kind}`, { value: number(rounded) });
    },
    [t],
  );
}
