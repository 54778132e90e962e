import { currentLanguage } from ".";

/** How a date is typed and shown in fields (dayjs tokens). */
export function dateFormat(): string {
  return currentLanguage() === "pt-BR" ? "DD/MM/YYYY" : "MMM D, YYYY";
}

export function dateTimeFormat(): string {
  return currentLanguage() === "pt-BR" ? "DD/MM/YYYY HH:mm" : "MMM D, YYYY h:mm A";
}
