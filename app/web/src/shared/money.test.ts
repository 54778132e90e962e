import i18next from "i18next";
import { afterEach, expect, test } from "vitest";
import { startI18n } from "./i18n";
import { money } from "./money";

const plain = (text: string) => text.replace(/\u00a0/g, " ");

afterEach(() => i18next.changeLanguage("en"));

test("writes whole units and hundredths from the smallest unit", async () => {
  await startI18n();
  expect(money(2900, "usd")).toBe("$29.00");
  expect(money(-5, "usd")).toBe("-$0.05");
});

test("writes as the person's language does", async () => {
  await startI18n();
  await i18next.changeLanguage("pt-BR");
  expect(plain(money(1499001, "brl"))).toBe("R$ 14.990,01");
});
