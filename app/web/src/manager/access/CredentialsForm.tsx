import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty, useForm } from "@mantine/form";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useBusy } from "./useBusy";

export interface Credentials {
  email: string;
  password: string;
}

interface CredentialsFormProps {
  error: string | null;
  onSubmit: (credentials: Credentials) => Promise<void>;
}

export function CredentialsForm({ error, onSubmit }: CredentialsFormProps) {
  const { t } = useTranslation(["access", "shared"]);
  const [busy, run] = useBusy(onSubmit);
  const form = useForm<Credentials>({
    initialValues: { email: "", password: "" },
    validate: { email: isEmail(t("shared:form.email")), password: isNotEmpty(t("shared:form.required")) },
  });
  return (
    <form
      onSubmit={form.onSubmit((values) => void run({ ...values, email: values.email.trim() }))}
      noValidate
    >
      <Stack gap="md">
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <TextInput
          label={t("email")}
          type="email"
          autoComplete="username"
          autoFocus
          size="md"
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{ "aria-label": t("reveal") }}
          {...form.getInputProps("password")}
        />
        <Button type="submit" size="md" loading={busy} mt="xs">
          {t("signIn.button")}
        </Button>
        <Anchor component={Link} to="/forgot-password" ta="center">
          {t("signIn.forgot")}
        </Anchor>
      </Stack>
    </form>
  );
}
