import { IconFlask } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Company } from "../shared/api/types";
import { StateBadge, type Tone } from "../shared/ui";

type State = Company["state"];
export const STATES: State[] = ["trial", "active", "past_due", "suspended", "closed", "provisioning"];

const TONE: Record<State, Tone> = {
  provisioning: "amber",
  trial: "blue",
  active: "green",
  past_due: "amber",
  suspended: "red",
  closed: "gray",
};

/** How the company stands, its payment included. */
export function CompanyStateBadge({ state }: { state: State }) {
  const { t } = useTranslation("companies");
  const icon = state === "trial" ? IconFlask : undefined;
  return <StateBadge tone={TONE[state]} icon={icon} label={t(`states.${state}`)} />;
}
