import { describe, expect, test } from "vitest";

type Texts = { [key: string]: string | Texts };

const files = import.meta.glob<{ default: Texts }>("./*/*.json", { eager: true });

function flatten(texts: Texts, prefix = ""): Record<string, string> {
  const entries = Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[prefix + key, value] as const]
      : Object.entries(flatten(value, `${prefix + key}.`)),
  );
  return Object.fromEntries(entries);
}

const areas = Object.keys(files)
  .filter((path) => path.startsWith("./en/"))
  .map((path) => path.slice("./en/".length, -".json".length));

const textsOf = (language: string, area: string) =>
  flatten(files[`./${language}/${area}.json`]?.default ?? {});

const placeholders = (text: string) => (text.match(/{{[^}]+}}|<\/?\w+>/g) ?? []).sort();

/* English has two plural forms, Portuguese three; only the keys before the form must agree. */
const withoutForm = (key: string) => key.replace(/_(one|many|other)$/, "");

describe.each(areas)("%s", (area) => {
  const [english, portuguese] = [textsOf("en", area), textsOf("pt-BR", area)];

  test("has the same keys in both languages", () => {
    const keys = (texts: Record<string, string>) => [...new Set(Object.keys(texts).map(withoutForm))].sort();
    expect(keys(portuguese)).toEqual(keys(english));
  });

  test("has no empty text", () => {
    const empty = [english, portuguese].flatMap((texts) =>
      Object.entries(texts).filter(([, text]) => text.trim() === ""),
    );
    expect(empty).toEqual([]);
  });

  test("uses the same placeholders in both languages", () => {
    for (const [key, text] of Object.entries(english)) {
      if (key in portuguese)
        expect([key, placeholders(portuguese[key] ?? "")]).toEqual([key, placeholders(text)]);
    }
  });

  test("does not shout", () => {
    const shouts = [english, portuguese].flatMap((texts) =>
      Object.values(texts).filter((text) => text.includes("!")),
    );
    expect(shouts).toEqual([]);
  });
});
