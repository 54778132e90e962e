import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { components } from "../../shared/api/schema.gen";
import { notifyDone, useSubmit } from "../../shared/ui";

export type Settings = components["schemas"]["Settings"];

export const SETTINGS_KEY = ["/api/v1/settings"];

/** What holds for the whole company, and how it is saved. Open pages hear of it by themselves. */
export function useSettingsForm(settings: Settings) {
  const { t } = useTranslation(["manager", "shared"]);
  const form = useForm<Settings>({
    initialValues: settings,
    validate: { name: isNotEmpty(t("shared:form.required")) },
  });
  const submit = useSubmit(form, async (body: Settings) => {
    const saved = await unwrap(api.PUT("/api/v1/settings", { body }));
    queryClient.setQueryData(SETTINGS_KEY, saved);
    form.setInitialValues(saved);
    form.reset();
    notifyDone(t("settings.saved"));
  });
  return { form, submit };
}

export type SettingsForm = ReturnType<typeof useSettingsForm>["form"];
