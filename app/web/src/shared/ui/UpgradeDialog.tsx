import { Modal, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, type PlanFeature } from "../api/problem";
import { planName, SalesButtons, UpgradeButton } from "./LimitDialog";
import { claimProblem } from "./planProblems";

interface UpgradeDialogProps {
  /** Anything that a request threw; the dialog opens only for a feature that the plan lacks. */
  error: unknown;
  onClose: () => void;
}

export function planFeatureOf(error: unknown): PlanFeature | null {
  return isProblem(error) ? error.planFeature : null;
}

/** What the plan lacks, which plan has it, and how to reach sales. */
export function UpgradeDialog({ error, onClose }: UpgradeDialogProps) {
  const { t } = useTranslation();
  const lacking = planFeatureOf(error);
  useEffect(() => claimProblem(error), [error]);
  return (
    <Modal opened={lacking !== null} onClose={onClose} title={t("upgrade.title")}>
      {lacking && (
        <Stack gap="md">
          <Text>{featureText(lacking.feature, t)}</Text>
          {lacking.lifting_plan && (
            <Text>{t("upgrade.lift", { plan: planName(lacking.lifting_plan, t) })}</Text>
          )}
          <UpgradeButton plan={lacking.lifting_plan} onLeave={onClose} />
          <SalesButtons contacts={lacking.contacts ?? {}} />
        </Stack>
      )}
    </Modal>
  );
}

function featureText(feature: string, t: TFunction<"shared">): string {
  return t(`upgrade.${feature as "other"}`, { defaultValue: t("upgrade.other") });
}
