import { currentLanguage } from "./i18n";

/** A sum in the currency's smallest unit as people write it, such as "R$ 149,00". */
export function money(amount: number, currency: string): string {
  const locale = currentLanguage() === "pt-BR" ? "pt-BR" : "en-US";
  return new Intl.NumberFormat(locale, { style: "currency", currency: currency.toUpperCase() }).format(
    amount / 100,
  );
}
