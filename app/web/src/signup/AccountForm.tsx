import { Alert, Anchor, Button, Checkbox, PasswordInput, Stack, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty, useForm } from "@mantine/form";
import { Trans, useTranslation } from "react-i18next";
import { api, unwrap } from "../shared/api/client";
import { currentLanguage } from "../shared/i18n";
import { useSubmit } from "../shared/ui";
import { AddressField } from "./AddressField";
import { offer, usualCurrency, wantedPlan } from "./offer";
import { PlanField } from "./PlanField";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function initialValues() {
  return {
    company_name: "",
    slug: "",
    name: "",
    email: "",
    password: "",
    plan: wantedPlan(location.search).key,
    interval: "month" as const,
    currency: usualCurrency(),
    accepted: false,
  };
}

export type AccountValues = Omit<ReturnType<typeof initialValues>, "interval"> & {
  interval: "month" | "year";
};

/** Who signs up, for which company, at which address, on which plan. */
export function AccountForm({ onStarted }: { onStarted: (token: string) => void }) {
  const { t } = useTranslation(["signup", "access", "shared"]);
  const required = isNotEmpty(t("shared:form.required"));
  const form = useForm<AccountValues>({
    initialValues: initialValues(),
    validate: {
      company_name: required,
      slug: required,
      name: required,
      email: isEmail(t("shared:form.email")),
      password: required,
      accepted: (value) => (value ? null : t("account.acceptFirst")),
    },
  });
  const submit = useSubmit(form, async ({ accepted: _, ...values }: AccountValues) => {
    const body = {
      ...values,
      email: values.email.trim(),
      language: currentLanguage(),
      time_zone: zone,
      terms_version: offer.terms_version,
    };
    const { token } = await unwrap(api.POST("/api/v1/signups", { body }));
    onStarted(token);
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
          label={t("account.company")}
          autoComplete="organization"
          autoFocus
          size="md"
          {...form.getInputProps("company_name")}
        />
        <AddressField
          name={form.values.company_name}
          value={form.values.slug}
          error={form.errors.slug}
          onChange={(slug) => form.setFieldValue("slug", slug)}
        />
        <TextInput label={t("account.name")} autoComplete="name" size="md" {...form.getInputProps("name")} />
        <TextInput
          label={t("access:email")}
          type="email"
          autoComplete="email"
          size="md"
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={t("access:password")}
          description={t("access:newPassword.hint")}
          autoComplete="new-password"
          size="md"
          visibilityToggleButtonProps={{ "aria-label": t("access:reveal") }}
          {...form.getInputProps("password")}
        />
        <PlanField form={form} />
        <Checkbox
          label={
            <Trans
              t={t}
              i18nKey="account.accept"
              components={{ terms: <Anchor href="/terms" target="_blank" underline="always" inherit /> }}
            />
          }
          {...form.getInputProps("accepted", { type: "checkbox" })}
        />
        <Button type="submit" size="md" loading={submit.busy}>
          {t("account.button")}
        </Button>
      </Stack>
    </form>
  );
}
