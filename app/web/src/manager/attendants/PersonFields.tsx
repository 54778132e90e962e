import { MultiSelect, Select, TextInput } from "@mantine/core";
import { isNotEmpty, type UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Role } from "../../shared/api/types";
import { ROLES, useManages } from "../../shared/session";
import { useDepartmentOptions } from "../queries";

export interface PersonValues {
  name: string;
  email: string;
  role: Role;
  department_ids: string[];
}

const SERVING: Role[] = ["attendant", "supervisor"];

/** The rules that both forms of a person share. */
export function usePersonRules() {
  const { t } = useTranslation(["manager", "shared"]);
  return {
    name: isNotEmpty(t("shared:form.required")),
    department_ids: (ids: string[], values: PersonValues) =>
      SERVING.includes(values.role) && ids.length === 0 ? t("attendants.needsDepartment") : null,
  };
}

/** Roles that the signed-in person may give, and the one that is held already. */
function useRoleOptions(held: Role) {
  const { t } = useTranslation("shared");
  const manages = useManages();
  return ROLES.filter((role) => role === held || manages(role)).map((role) => ({
    value: role,
    label: t(`role.${role}`),
  }));
}

interface PersonFieldsProps {
  form: UseFormReturnType<PersonValues>;
  withEmail?: boolean;
  readOnly?: boolean;
}

export function PersonFields({ form, withEmail = false, readOnly = false }: PersonFieldsProps) {
  const { t } = useTranslation("manager");
  const departments = useDepartmentOptions();
  const roles = useRoleOptions(form.values.role);
  return (
    <>
      <TextInput
        label={t("attendants.fullName")}
        required
        disabled={readOnly}
        {...form.getInputProps("name")}
      />
      {withEmail && (
        <TextInput
          label={t("attendants.email")}
          description={t("attendants.emailHint")}
          type="email"
          required
          {...form.getInputProps("email")}
        />
      )}
      <Select
        label={t("attendants.role")}
        description={t(`attendants.roleHint.${form.values.role}`)}
        data={roles}
        required
        disabled={readOnly}
        {...form.getInputProps("role")}
      />
      <MultiSelect
        label={t("pages.departments")}
        description={t("attendants.departmentsHint")}
        placeholder={form.values.department_ids.length === 0 ? t("attendants.pickDepartments") : undefined}
        data={departments}
        searchable
        hidePickedOptions
        disabled={readOnly}
        {...form.getInputProps("department_ids")}
      />
    </>
  );
}
