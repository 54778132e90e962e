import { Modal, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, type PlanFeature } from "../api/problem";
import { useMaybeSession } from "../session";
import { LiftedBody, planName, SalesButtons, UpgradeButton } from "./LimitDialog";
import { claimProblem } from "./planProblems";

interface UpgradeDialogProps {
  /** Anything that a request threw; the dialog opens only for a feature that the plan lacks. */
  error: unknown;
  onClose: () => void;
  /** Back to what was refused, once the plan includes it while the dialog is open. */
  onLifted?: () => void;
}

export function planFeatureOf(error: unknown): PlanFeature | null {
  return isProblem(error) ? error.planFeature : null;
}

/** What the plan lacks, which plan has it, and how to reach sales. */
export function UpgradeDialog({ error, onClose, onLifted = onClose }: UpgradeDialogProps) {
  const { t } = useTranslation();
  const features = useMaybeSession()?.features ?? [];
  const lacking = planFeatureOf(error);
  const lifted = lacking !== null && features.includes(lacking.feature);
  useEffect(() => claimProblem(error), [error]);
  return (
    <Modal
      opened={lacking !== null}
      onClose={onClose}
      title={t(lifted ? "lifted.featureTitle" : "upgrade.title")}
    >
      {lifted && <LiftedBody text={t("lifted.feature")} onContinue={onLifted} />}
      {lacking && !lifted && (
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
