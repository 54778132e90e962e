import { Alert, MultiSelect } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { FormSection } from "../../shared/ui";
import { useAttendantOptions } from "../queries";
import type { DepartmentForm } from "./useDepartmentForm";

export function AttendantsSection({ form }: { form: DepartmentForm }) {
  const { t } = useTranslation("manager");
  const options = useAttendantOptions();
  return (
    <FormSection title={t("pages.attendants")} why={t("departments.attendantsWhy")}>
      {form.values.person_ids.length === 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle size={16} />}>
          {t("departments.nobody")}
        </Alert>
      )}
      <MultiSelect
        label={t("departments.attendantsLabel")}
        placeholder={t("departments.attendantsPick")}
        data={options}
        searchable
        hidePickedOptions
        nothingFoundMessage={t("departments.attendantsNone")}
        {...form.getInputProps("person_ids")}
      />
    </FormSection>
  );
}
