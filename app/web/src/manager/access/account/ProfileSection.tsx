import { Button, Group, Text, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../../shared/api/client";
import { updateSession, useSession } from "../../../shared/session";
import { FormSection, notifyDone, useSubmit } from "../../../shared/ui";

export function ProfileSection() {
  const { t } = useTranslation(["access", "shared"]);
  const { person } = useSession();
  const form = useForm({
    initialValues: { name: person.name },
    validate: { name: isNotEmpty(t("shared:form.required")) },
  });
  const submit = useSubmit(form, async (body: { name: string }) => {
    const saved = await unwrap(api.PATCH("/api/v1/session/profile", { body }));
    updateSession((session) => ({ ...session, person: { ...session.person, name: saved.name } }));
    form.resetDirty();
    notifyDone(t("account.profile.saved"));
  });
  return (
    <FormSection title={t("account.profile.title")} why={t("account.profile.why")}>
      <form onSubmit={form.onSubmit((values) => void submit.run(values))} noValidate>
        <TextInput
          label={t("account.profile.name")}
          autoComplete="name"
          mb="md"
          {...form.getInputProps("name")}
        />
        <TextInput
          label={t("email")}
          description={t("account.profile.emailHint")}
          value={person.email}
          readOnly
          variant="filled"
        />
        {submit.error && (
          <Text c="red" role="alert" mt="sm">
            {submit.error}
          </Text>
        )}
        <Group justify="flex-end" mt="md">
          <Button type="submit" loading={submit.busy} disabled={!form.isDirty()}>
            {t("shared:save")}
          </Button>
        </Group>
      </form>
    </FormSection>
  );
}
