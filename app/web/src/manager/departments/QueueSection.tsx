import { NumberInput, Radio, SimpleGrid, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FormSection } from "../../shared/ui";
import { type DepartmentForm, RANGES } from "./useDepartmentForm";

const STRATEGIES = ["ring_all", "longest_idle"] as const;

interface FigureProps {
  form: DepartmentForm;
  field: keyof typeof RANGES;
  unit?: string;
}

function Figure({ form, field, unit }: FigureProps) {
  const { t } = useTranslation("manager");
  return (
    <NumberInput
      label={t(`departments.fields.${field}`)}
      description={t(`departments.hints.${field}`)}
      suffix={unit && ` ${unit}`}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      {...RANGES[field]}
      {...form.getInputProps(field)}
    />
  );
}

export function QueueSection({ form }: { form: DepartmentForm }) {
  const { t } = useTranslation("manager");
  return (
    <FormSection title={t("departments.queue")} why={t("departments.queueWhy")}>
      <Radio.Group label={t("departments.strategy")} {...form.getInputProps("strategy")}>
        <Stack gap="sm" mt="xs">
          {STRATEGIES.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`departments.strategies.${value}`)}
              description={t(`departments.strategyHints.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing="md">
        <Figure form={form} field="queue_max_size" />
        <Figure form={form} field="max_wait_minutes" unit="min" />
        <Figure form={form} field="service_level_seconds" unit="s" />
        <Figure form={form} field="wrap_up_seconds" unit="s" />
      </SimpleGrid>
    </FormSection>
  );
}
