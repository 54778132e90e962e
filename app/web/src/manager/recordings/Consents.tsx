import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DateTime } from "../../shared/ui";
import type { Recording } from "./data";
import classes from "./recordings.module.css";

/** Who agreed to which words, and when. */
export function Consents({ recording: { consents } }: { recording: Recording }) {
  const { t } = useTranslation("recording");
  if (consents.length === 0) return null;
  return (
    <ul className={classes.consents} aria-label={t("panel.consents")}>
      {consents.map((consent) => (
        <li key={consent.participant_id}>
          <Text size="sm">
            {t("panel.consentLine", {
              name: consent.name,
              state: t(`panel.consentStates.${consent.state}`),
            })}
          </Text>
          <Text size="xs" c="dimmed" data-figures>
            <DateTime at={consent.revoked_at ?? consent.answered_at ?? consent.asked_at} />
            {` · ${t("panel.textVersion", { version: consent.text_version })} · `}
            {t("panel.asked", { count: consent.asked_times })}
          </Text>
        </li>
      ))}
    </ul>
  );
}
