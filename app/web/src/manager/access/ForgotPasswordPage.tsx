import { Alert, Anchor, Button, Stack, TextInput } from "@mantine/core";
import { isEmail, useForm } from "@mantine/form";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client";
import { useSubmit } from "../../shared/ui";
import { AccessLayout } from "./AccessLayout";
import { SIGN_IN_PATH } from "./paths";

function BackToSignIn() {
  const { t } = useTranslation("access");
  return (
    <Anchor component={Link} to={SIGN_IN_PATH} ta="center">
      {t("backToSignIn")}
    </Anchor>
  );
}

function AddressForm({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation(["access", "shared"]);
  const form = useForm({
    initialValues: { email: "" },
    validate: { email: isEmail(t("shared:form.email")) },
  });
  const submit = useSubmit(form, async (body: { email: string }) => {
    await api.POST("/api/v1/password-resets", { body });
    onSent(body.email);
  });
  return (
    <form onSubmit={form.onSubmit((values) => void submit.run(values))} noValidate>
      <Stack gap="md">
        {submit.error && (
          <Alert color="red" role="alert">
            {submit.error}
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
        <Button type="submit" size="md" loading={submit.busy}>
          {t("forgot.button")}
        </Button>
        <BackToSignIn />
      </Stack>
    </form>
  );
}

/** Asks for a reset link. The answer is the same whether the address is known or not. */
export function ForgotPasswordPage() {
  const { t } = useTranslation("access");
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo === null) {
    return (
      <AccessLayout title={t("forgot.title")} text={t("forgot.text")}>
        <AddressForm onSent={setSentTo} />
      </AccessLayout>
    );
  }
  return (
    <AccessLayout title={t("forgot.sentTitle")} text={t("forgot.sentText", { email: sentTo })}>
      <Alert role="status">{t("forgot.sentHint")}</Alert>
      <BackToSignIn />
    </AccessLayout>
  );
}
