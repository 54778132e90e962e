import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { clock } from "../../shared/format";
import { useServerNow } from "../../shared/realtime";

/** How long after-call work still counts, and what it means that it is over. */
export function ClosingTime({ until }: { until: string | null }) {
  const { t } = useTranslation("workstation");
  const now = useServerNow();
  if (!until) return null;
  const left = (Date.parse(until) - now) / 1000;
  return (
    <Text size="sm" c={left > 0 ? "dimmed" : "var(--state-amber)"} mt={4} role="timer" data-figures>
      {left > 0 ? t("closing.timeLeft", { time: clock(left) }) : t("closing.timeOver")}
    </Text>
  );
}
