import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FormSection } from "../../shared/ui";
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
    </FormSection>
  );
}
