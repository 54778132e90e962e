import { Checkbox, Group, Modal, NumberInput, Select, SimpleGrid, Text, Textarea } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { number } from "../shared/format";
import { dateFormat } from "../shared/i18n/dates";
import { DialogForm, notifyDone, useSubmit } from "../shared/ui";
import { type CompanyDetail, overrideCompany } from "./company";
import { FEATURES, fromForm, LIMITS, type OverrideValues, toForm } from "./overrides";

/** Other limits and features than the plan's, for a reason and perhaps for a while. */
export function OverridesDialog({ company, onClose }: { company: CompanyDetail; onClose: () => void }) {
  const { t } = useTranslation(["superadmin", "shared"]);
  const form = useForm<OverrideValues>({
    initialValues: toForm(company.overrides),
    validate: { reason: isNotEmpty(t("shared:form.required")) },
  });
  const submit = useSubmit(form, async (values: OverrideValues) => {
    await overrideCompany(company.id, fromForm(values));
    notifyDone(t("actions.done", { name: company.name }));
    onClose();
  });
  const { limits, features } = company.allowance;
  const planLimit = (limit: string) => {
    const maximum = limits[limit] ?? null;
    return t("overrides.inPlan", { value: maximum === null ? t("overrides.unlimited") : number(maximum) });
  };
  const states = (feature: string) => [
    { value: "", label: t(features.includes(feature) ? "overrides.asPlanOn" : "overrides.asPlanOff") },
    { value: "on", label: t("overrides.on") },
    { value: "off", label: t("overrides.off") },
  ];
  return (
    <Modal opened onClose={onClose} title={t("overrides.title")} size="lg">
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
      >
        <Text c="dimmed">{t("overrides.text")}</Text>
        {LIMITS.map((limit) => (
          <Group key={limit} align="end" wrap="nowrap">
            <NumberInput
              label={t(`overrides.limits.${limit}`)}
              placeholder={planLimit(limit)}
              min={0}
              allowDecimal={false}
              style={{ flex: 1 }}
              disabled={form.values.unlimited[limit]}
              {...form.getInputProps(`limits.${limit}`)}
            />
            <Checkbox
              label={t("overrides.unlimited")}
              aria-label={`${t(`overrides.limits.${limit}`)}: ${t("overrides.unlimited")}`}
              mb={8}
              {...form.getInputProps(`unlimited.${limit}`, { type: "checkbox" })}
            />
          </Group>
        ))}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {FEATURES.map((feature) => (
            <Select
              key={feature}
              label={t(`overrides.features.${feature}`)}
              data={states(feature)}
              allowDeselect={false}
              {...form.getInputProps(`features.${feature}`)}
            />
          ))}
        </SimpleGrid>
        <DateInput
          label={t("overrides.until")}
          description={t("overrides.untilHint")}
          valueFormat={dateFormat()}
          clearable
          clearButtonProps={{ "aria-label": t("shared:clear") }}
          {...form.getInputProps("until")}
        />
        <Textarea
          label={t("actions.reason")}
          description={t("actions.reasonHint")}
          autosize
          minRows={2}
          required
          {...form.getInputProps("reason")}
        />
      </DialogForm>
    </Modal>
  );
}
