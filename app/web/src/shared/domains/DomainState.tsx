import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { components } from "../api/schema.gen";
import { wordList } from "../format";
import { StateBadge } from "../ui";
import { shownState, TONES } from "./state";

type Domain = components["schemas"]["CompanyDomain"];

/** How far a domain is, in a word. */
export function DomainState({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const state = shownState(domain);
  return <StateBadge tone={TONES[state]} label={t(`state.${state}`)} />;
}

/** What the last look at DNS found, in a sentence. */
export function DomainFinding({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  return (
    <Text style={{ overflowWrap: "anywhere" }}>
      {t(`finding.${domain.finding}`, { values: wordList(domain.values) })}
    </Text>
  );
}
