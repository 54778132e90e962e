import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat";
import { currentLanguage } from ".";

// Without it a date that is typed in one of these formats is not understood.
dayjs.extend(customParseFormat);

/** How a date is typed and shown in fields (dayjs tokens). */
export function dateFormat(): string {
  return currentLanguage() === "pt-BR" ? "DD/MM/YYYY" : "MM/DD/YYYY";
}

export function dateTimeFormat(): string {
  return currentLanguage() === "pt-BR" ? "DD/MM/YYYY HH:mm" : "MM/DD/YYYY h:mm A";
}
