import { Select, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { LANGUAGES } from "../../shared/i18n";
import { ErrorState, FormPage, FormSection, ZoneSelect } from "../../shared/ui";
import { PageSkeleton } from "../../shared/ui/PageSkeleton";
import { SETTINGS_KEY, type Settings, type SettingsForm, useSettingsForm } from "./useSettingsForm";

const languages = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));

function ProfileSection({ form }: { form: SettingsForm }) {
  const { t } = useTranslation("manager");
  return (
    <FormSection title={t("settings.profile")} why={t("settings.profileWhy")}>
      <TextInput label={t("settings.name")} required maxLength={120} {...form.getInputProps("name")} />
      <Select
        label={t("settings.language")}
        description={t("settings.languageHint")}
        data={languages}
        allowDeselect={false}
        {...form.getInputProps("language")}
      />
      <ZoneSelect
        label={t("settings.zone")}
        description={t("settings.zoneHint")}
        allowDeselect={false}
        {...form.getInputProps("time_zone")}
      />
    </FormSection>
  );
}

function SignInSection({ form }: { form: SettingsForm }) {
  const { t } = useTranslation("manager");
  return (
    <FormSection title={t("settings.signIn")} why={t("settings.signInWhy")}>
      <Switch
        label={t("settings.totp")}
        description={t("settings.totpHint")}
        {...form.getInputProps("require_totp", { type: "checkbox" })}
      />
    </FormSection>
  );
}

function Editor({ settings }: { settings: Settings }) {
  const { t } = useTranslation("manager");
  const { form, submit } = useSettingsForm(settings);
  return (
    <FormPage
      title={t("pages.settings")}
      description={t("settings.about")}
      dirty={form.isDirty()}
      busy={submit.busy}
      errorCount={Object.keys(form.errors).length}
      error={submit.error}
      onSubmit={form.onSubmit((values) => void submit.run(values))}
      onDiscard={form.reset}
    >
      <ProfileSection form={form} />
      <SignInSection form={form} />
    </FormPage>
  );
}

/** What holds for the whole company. */
export default function SettingsPage() {
  const { t } = useTranslation("manager");
  const query = useQuery({ queryKey: SETTINGS_KEY, queryFn: () => unwrap(api.GET("/api/v1/settings")) });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError)
    return (
      <ErrorState title={t("settings.failed")} error={query.error} onRetry={() => void query.refetch()} />
    );
  return <Editor settings={query.data} />;
}
