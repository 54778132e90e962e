import i18next from "i18next";

const AS_WRITTEN = { ns: "server", keySeparator: false, nsSeparator: false } as const;

function known(key: string): string | null {
  const translate = i18next.t as unknown as (key: string, options: object) => string;
  return translate(key, { ...AS_WRITTEN, defaultValue: "" }) || null;
}

/** A sentence of the API in the person's language: by its wording, else by the problem's kind, else as it came. */
export function serverText(sentence: string, kind = ""): string {
  return known(sentence) ?? known(kind) ?? sentence;
}
