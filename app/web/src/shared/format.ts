import { currentLanguage } from "./i18n";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const locale = () => (currentLanguage() === "pt-BR" ? "pt-BR" : "en-US");

/** "3 minutes ago", "in 2 days"; under a minute it says "now". */
export function timeAgo(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  return unit ? format.format(Math.trunc(seconds / unit[1]), unit[0]) : format.format(0, "second");
}

/** A running clock: "0:07", "12:40", "1:02:09". `seconds` below zero count as zero. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number) => String(part).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Date and time in the person's language and zone. */
export function dateTime(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short", timeZone }).format(at);
}

/** The time of day in the person's notation, such as "3:05 PM" or "15:05". */
export function timeOfDay(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "short", timeZone }).format(at);
}

/** A calendar date "2025-12-25" in the person's language, without any shift of zone. */
export function calendarDate(date: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(`${date.slice(0, 10)}T00:00:00Z`),
  );
}

/** A figure in the person's notation; a dash where there is none. */
export function number(value: number | null): string {
  return value === null ? "–" : new Intl.NumberFormat(locale()).format(value);
}

/** A share of 1 as "2.5%". */
export function percent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** A month "2026-01" as "Jan 2026". */
export function monthName(month: string): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(locale(), { month: "short", year: "numeric", timeZone: "UTC" }).format(
    first,
  );
}

/** "A, B and C" in the person's language. */
export function wordList(words: string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(words);
}

/** How the name of an IANA time zone reads: "America/Sao Paulo". */
export function zoneName(zone: string): string {
  return zone.replaceAll("_", " ");
}
