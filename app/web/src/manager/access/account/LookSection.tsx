import { Input, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "../../../shared/api/client";
import type { Language } from "../../../shared/boot";
import { changeLanguage, currentLanguage, LANGUAGES } from "../../../shared/i18n";
import { updateSession } from "../../../shared/session";
import { FormSection, notifyFailed, problemText, ThemeToggle } from "../../../shared/ui";

/** Applied at once; the server keeps the choice for the person's other devices. */
export function LookSection() {
  const { t } = useTranslation(["access", "shared"]);
  const keep = async (choice: { language?: Language; theme?: "light" | "dark" | "auto" }) => {
    updateSession((session) => ({ ...session, person: { ...session.person, ...choice } }));
    try {
      await api.PATCH("/api/v1/session/profile", { body: choice });
    } catch (error) {
      notifyFailed(problemText(error));
    }
  };
  const speak = async (language: string | null) => {
    await changeLanguage(language as Language);
    await keep({ language: language as Language });
  };
  return (
    <FormSection title={t("account.look.title")} why={t("account.look.why")}>
      <Select
        label={t("account.look.language")}
        value={currentLanguage()}
        onChange={(language) => void speak(language)}
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        maw={320}
      />
      <Input.Wrapper label={t("shared:theme.label")} labelElement="div" maw={400}>
        <ThemeToggle onChange={(theme) => void keep({ theme })} />
      </Input.Wrapper>
    </FormSection>
  );
}
