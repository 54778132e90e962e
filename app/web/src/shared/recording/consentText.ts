import texts from "../../../../recordings/consent_texts.json";
import type { Language } from "../boot";

export interface ConsentText {
  readonly body: string;
  readonly rights: string;
  readonly mandatory: string;
}

type Catalogue = Record<string, Record<Language, ConsentText>>;

/** The words of a version of the consent, which the server knows by the same file. */
export function consentText(version: string, language: Language, company: string): ConsentText {
  const found = (texts as Catalogue)[version];
  if (!found) throw new Error(`No consent text ${version}`);
  const { body, rights, mandatory } = found[language];
  return { body: body.replaceAll("{{company}}", company), rights, mandatory };
}
