import { isInRange, isNotEmpty, type UseFormReturnType, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { Department } from "../../shared/api/types";
import { notifyDone, useSubmit } from "../../shared/ui";
import { brokenDays, type DepartmentValues, valuesOf, writeOf } from "./values";

export type DepartmentForm = UseFormReturnType<DepartmentValues>;

export const RANGES = {
  queue_max_size: { min: 1, max: 1000 },
  max_wait_minutes: { min: 1, max: 240 },
  service_level_seconds: { min: 5, max: 3600 },
  wrap_up_seconds: { min: 0, max: 3600 },
};

const path = (id: number) => ({ params: { path: { department_id: id } } });

async function save(department: Department, values: DepartmentValues): Promise<Department> {
  const saved = await unwrap(
    api.PATCH("/api/v1/departments/{department_id}", {
      ...path(department.id),
      body: { ...writeOf(values), version: department.version },
    }),
  );
  const before = department.attendants.map((person) => String(person.id)).sort();
  if ([...values.person_ids].sort().join() === before.join()) return saved;
  return unwrap(
    api.PUT("/api/v1/departments/{department_id}/attendants", {
      ...path(department.id),
      body: { person_ids: values.person_ids.map(Number) },
    }),
  );
}

function useRules() {
  const { t } = useTranslation(["manager", "shared"]);
  const within = (field: keyof typeof RANGES) => {
    const { min, max } = RANGES[field];
    return isInRange({ min, max }, t("departments.range", { min, max }));
  };
  return {
    name: isNotEmpty(t("shared:form.required")),
    queue_max_size: within("queue_max_size"),
    max_wait_minutes: within("max_wait_minutes"),
    service_level_seconds: within("service_level_seconds"),
    wrap_up_seconds: within("wrap_up_seconds"),
    holidays: (holidays: DepartmentValues["holidays"]) =>
      holidays.every(({ day }) => day) ? null : t("departments.holidayWithoutDay"),
    hours: (hours: DepartmentValues["hours"], values: DepartmentValues) =>
      !values.always_open && brokenDays(hours).length > 0 ? t("departments.hoursBroken") : null,
  };
}

/** The form of a department, and how it is saved: its own fields first, then who belongs to it. */
export function useDepartmentForm(department: Department) {
  const { t } = useTranslation("manager");
  const form = useForm<DepartmentValues>({ initialValues: valuesOf(department), validate: useRules() });
  const submit = useSubmit(form, async (values: DepartmentValues) => {
    const saved = await save(department, values);
    queryClient.setQueryData(["/api/v1/departments", department.id], saved);
    form.setInitialValues(valuesOf(saved));
    form.reset();
    notifyDone(t("departments.saved", { name: saved.name }));
    await queryClient.invalidateQueries({ queryKey: ["/api/v1/departments"] });
  });
  return { form, submit };
}
