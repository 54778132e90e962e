import { Progress, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "../../shared/format";
import { useServerNow } from "../../shared/realtime";

/** The time that is left for after-call work. */
export function WrapUp({ until }: { until: string }) {
  const { t } = useTranslation("workstation");
  const now = useServerNow();
  const left = Math.max(0, (Date.parse(until) - now) / 1000);
  // The whole is not told; what was left at first sight stands for it.
  const [whole] = useState(Math.max(left, 1));
  return (
    <div>
      <Text size="sm" role="timer" data-figures>
        {t("presence.wrapUp", { time: clock(left) })}
      </Text>
      <Progress size="sm" mt={4} value={(left / whole) * 100} aria-hidden />
    </div>
  );
}
