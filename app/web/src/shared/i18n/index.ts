import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { boot, type Language } from "../boot";
import "./types";

export const LANGUAGES: Record<Language, string> = { en: "English", "pt-BR": "Português (Brasil)" };

/** One resource file a language and area; screens load the areas that they show. */
export type Area =
  | "shared"
  | "server"
  | "access"
  | "call"
  | "recording"
  | "manager"
  | "announcements"
  | "billing"
  | "domains"
  | "workstation"
  | "supervision"
  | "client"
  | "guests"
  | "health"
  | "quality"
  | "superadmin"
  | "companies"
  | "signup"
  | "setup"
  | "audit"
  | "support"
  | "staff";

const files = import.meta.glob<{ default: Record<string, unknown> }>("./*/*.json");
const loaded = new Set<Area>();

async function loadArea(language: Language, area: Area): Promise<void> {
  if (i18next.hasResourceBundle(language, area)) return;
  const load = files[`./${language}/${area}.json`];
  if (!load) throw new Error(`No texts for ${area} in ${language}`);
  i18next.addResourceBundle(language, area, (await load()).default);
}

export function currentLanguage(): Language {
  return i18next.language === "pt-BR" ? "pt-BR" : "en";
}

/** Makes the texts of `areas` ready; a lazy page awaits this beside its own code. */
export async function loadAreas(...areas: Area[]): Promise<void> {
  for (const area of areas) loaded.add(area);
  await Promise.all(areas.map((area) => loadArea(currentLanguage(), area)));
}

/** Switches every text on the page; resolves when the other language is shown. */
export async function changeLanguage(language: Language): Promise<void> {
  await Promise.all([...loaded].map((area) => loadArea(language, area)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export async function startI18n(...areas: Area[]): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: boot.language,
    fallbackLng: false,
    defaultNS: "shared",
    ns: [],
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: "added" },
  });
  document.documentElement.lang = currentLanguage();
  await loadAreas("shared", "server", ...areas);
  return i18next;
}
