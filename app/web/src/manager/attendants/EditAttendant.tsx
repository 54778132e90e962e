import { Button, Group, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { Attendant } from "../../shared/api/types";
import { notifyDone, UnsavedGuard, useSubmit } from "../../shared/ui";
import { PersonFields, type PersonValues, usePersonRules } from "./PersonFields";

function valuesOf(person: Attendant): PersonValues {
  return {
    name: person.name,
    email: person.email,
    role: person.role,
    department_ids: person.departments.map(({ id }) => String(id)),
  };
}

export function EditAttendant({ person, readOnly }: { person: Attendant; readOnly: boolean }) {
  const { t } = useTranslation(["manager", "shared"]);
  const form = useForm<PersonValues>({ initialValues: valuesOf(person), validate: usePersonRules() });
  const submit = useSubmit(form, async ({ name, role, department_ids }: PersonValues) => {
    const saved = await unwrap(
      api.PATCH("/api/v1/attendants/{attendant_id}", {
        params: { path: { attendant_id: person.id } },
        body: { name, role, department_ids: department_ids.map(Number), version: person.version },
      }),
    );
    form.setInitialValues(valuesOf(saved));
    form.reset();
    notifyDone(t("attendants.saved", { name: saved.name }));
    await queryClient.invalidateQueries({ queryKey: ["/api/v1/attendants"] });
  });
  return (
    <form onSubmit={form.onSubmit((values) => void submit.run(values))} noValidate>
      <Stack>
        <PersonFields form={form} readOnly={readOnly} />
        {submit.error && (
          <Text c="red" role="alert">
            {submit.error}
          </Text>
        )}
        {!readOnly && (
          <Group justify="flex-end">
            <Button type="submit" loading={submit.busy} disabled={!form.isDirty()}>
              {t("shared:save")}
            </Button>
          </Group>
        )}
      </Stack>
      <UnsavedGuard dirty={form.isDirty() && !submit.busy} />
    </form>
  );
}
