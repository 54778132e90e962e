import { Select, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBackgrounds } from "../../shared/call/companyBackgrounds";
import { FormSection } from "../../shared/ui";
import { ImageField } from "../branding/ImageField";
import type { DepartmentForm } from "./useDepartmentForm";

export function BasicSection({ form }: { form: DepartmentForm }) {
  const { t } = useTranslation("manager");
  return (
    <FormSection title={t("departments.basic")} why={t("departments.basicWhy")}>
      <TextInput label={t("departments.name")} required {...form.getInputProps("name")} />
      <Textarea
        label={t("departments.description")}
        autosize
        minRows={2}
        {...form.getInputProps("description")}
      />
      <ImageField
        label={t("departments.logo")}
        hint={t("departments.logoHint")}
        accept=".png,.jpg,.jpeg,.svg"
        path="/api/v1/department-logos"
        value={form.values.logo}
        error={form.errors.logo_id}
        onChange={(logo) => form.setFieldValue("logo", logo)}
      />
      <BackgroundField form={form} />
    </FormSection>
  );
}

/** What attendants of this department have behind them until they choose. */
function BackgroundField({ form }: { form: DepartmentForm }) {
  const { t } = useTranslation("manager");
  const { data = [] } = useBackgrounds();
  const none = { value: "", label: t("departments.noBackground") };
  const known = data.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Select
      label={t("departments.background")}
      description={t("departments.backgroundHint")}
      data={[none, ...known]}
      {...form.getInputProps("background_id")}
    />
  );
}
