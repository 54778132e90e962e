import { Button, Menu } from "@mantine/core";
import { IconCheck, IconLanguage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Language } from "../boot";
import { changeLanguage, currentLanguage, LANGUAGES } from "../i18n";

interface LanguageChoice {
  onChange?: (language: Language) => void;
}

/** The languages as items of a menu; the one in use is ticked. */
export function LanguageMenuItems({ onChange }: LanguageChoice) {
  useTranslation();
  const choose = async (language: Language) => {
    await changeLanguage(language);
    onChange?.(language);
  };
  return (Object.entries(LANGUAGES) as [Language, string][]).map(([language, name]) => (
    <Menu.Item
      key={language}
      lang={language}
      leftSection={<IconCheck size={18} style={{ opacity: language === currentLanguage() ? 1 : 0 }} />}
      onClick={() => void choose(language)}
    >
      {name}
    </Menu.Item>
  ));
}

/** Switches the language of the whole page at once. */
export function LanguageMenu({ onChange }: LanguageChoice) {
  useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconLanguage size={16} />}>
          {LANGUAGES[currentLanguage()]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageMenuItems onChange={onChange} />
      </Menu.Dropdown>
    </Menu>
  );
}
