import { RingProgress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useServerNow } from "../../shared/realtime";
import type { Offer } from "../types";

const LAST_SECONDS = 5;

/** How long the offer still stands, by the server's clock. */
export function CountdownRing({ offer }: { offer: Offer }) {
  const { t } = useTranslation("workstation");
  const now = useServerNow(200);
  const end = Date.parse(offer.expires_at);
  const left = Math.max(0, end - now) / 1000;
  const whole = (end - Date.parse(offer.made_at)) / 1000;
  const color = left <= LAST_SECONDS ? "var(--state-red)" : "var(--state-blue)";
  return (
    <RingProgress
      size={72}
      thickness={6}
      roundCaps
      role="timer"
      aria-label={t("incoming.secondsLeft", { count: Math.ceil(left) })}
      sections={[{ value: Math.min(100, (left / whole) * 100), color }]}
      label={
        <Text ta="center" fw={600} data-figures aria-hidden>
          {Math.ceil(left)}
        </Text>
      }
    />
  );
}
