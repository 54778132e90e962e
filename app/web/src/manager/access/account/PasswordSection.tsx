import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../../shared/api/client";
import { FormSection, notifyDone, useSubmit } from "../../../shared/ui";

const EMPTY = { current_password: "", password: "" };

export function PasswordSection() {
  const { t } = useTranslation(["access", "shared"]);
  const required = isNotEmpty(t("shared:form.required"));
  const form = useForm({
    initialValues: EMPTY,
    validate: { current_password: required, password: required },
  });
  const submit = useSubmit(form, async (body: typeof EMPTY) => {
    await api.PUT("/api/v1/session/password", { body });
    form.reset();
    notifyDone(t("account.password.done"));
  });
  const reveal = { "aria-label": t("reveal") };
  return (
    <FormSection title={t("account.password.title")} why={t("account.password.why")}>
      <form onSubmit={form.onSubmit((values) => void submit.run(values))} noValidate>
        <Stack gap="md">
          <PasswordInput
            label={t("account.password.current")}
            autoComplete="current-password"
            visibilityToggleButtonProps={reveal}
            {...form.getInputProps("current_password")}
          />
          <PasswordInput
            label={t("account.password.next")}
            description={t("newPassword.hint")}
            autoComplete="new-password"
            visibilityToggleButtonProps={reveal}
            {...form.getInputProps("password")}
          />
          {submit.error && (
            <Text c="red" role="alert">
              {submit.error}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={submit.busy}>
              {t("account.password.button")}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormSection>
  );
}
