import { Alert, Radio, Stack } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../shared/session";
import { FormSection } from "../../shared/ui";
import type { DepartmentForm } from "./useDepartmentForm";

const POLICIES = ["off", "optional", "full"] as const;
const FALLBACKS = ["hold", "end"] as const;

export function RecordingSection({ form }: { form: DepartmentForm }) {
  const { t } = useTranslation("manager");
  const locked = !useSession().features.includes("recording");
  return (
    <FormSection title={t("departments.recording")} why={t("departments.recordingWhy")}>
      {locked && <Alert icon={<IconLock size={16} />}>{t("departments.recordingLocked")}</Alert>}
      <Radio.Group aria-label={t("departments.recording")} {...form.getInputProps("recording_policy")}>
        <Stack gap="sm">
          {POLICIES.map((value) => (
            <Radio
              key={value}
              value={value}
              disabled={locked && value !== "off"}
              label={t(`departments.policies.${value}`)}
              description={t(`departments.policyHints.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {form.values.recording_policy === "full" && <Fallback form={form} />}
    </FormSection>
  );
}

/** What becomes of a call that must be recorded while nothing can record it. */
function Fallback({ form }: { form: DepartmentForm }) {
  const { t } = useTranslation("manager");
  return (
    <Radio.Group
      label={t("departments.fallback")}
      description={t("departments.fallbackHint")}
      {...form.getInputProps("recording_fallback")}
    >
      <Stack gap="sm" mt="sm">
        {FALLBACKS.map((value) => (
          <Radio
            key={value}
            value={value}
            label={t(`departments.fallbacks.${value}`)}
            description={t(`departments.fallbackHints.${value}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
