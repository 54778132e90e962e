import { Text } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { clock, number, timeAgo } from "../../shared/format";
import type { Figure } from "./data";

function text({ value, unit }: Figure, t: TFunction<"health">): string {
  if (value === null) return unit === "age" ? t("never") : number(null);
  if (unit === "milliseconds") return t("milliseconds", { value });
  if (unit === "percent") return t("percent", { value });
  if (unit === "seconds") return clock(value);
  if (unit === "age") return timeAgo(new Date(Date.now() - value * 1000), new Date());
  return number(value);
}

const ICONS = { attention: IconAlertTriangle, down: IconAlertCircle };

/** A figure as people read it; one in trouble has a sign beside it that is read out as well. */
export function FigureValue({ figure }: { figure: Figure }) {
  const { t } = useTranslation("health");
  const { status } = figure;
  const Sign = status === "ok" ? null : ICONS[status];
  return (
    <Text span inherit data-figures fw={Sign ? 600 : undefined} style={{ whiteSpace: "nowrap" }}>
      {text(figure, t)}
      {Sign && (
        <Sign
          size={14}
          role="img"
          aria-label={t(`statuses.${status}`)}
          color={`var(--mantine-color-${status === "down" ? "red" : "yellow"}-7)`}
          style={{ marginInlineStart: 4, verticalAlign: "-2px" }}
        />
      )}
    </Text>
  );
}
