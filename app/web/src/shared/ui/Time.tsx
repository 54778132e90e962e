import { Text } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { calendarDate, clock, dateTime, timeAgo } from "../format";
import { useMaybeSession } from "../session";

interface AtProps {
  /** ISO 8601 with zone; null shows a dash. */
  at: string | null | undefined;
}

function Dash() {
  return <>{useTranslation().t("dash")}</>;
}

const TICK_MS = 30_000;
const currentHalfMinute = () => Math.floor(Date.now() / TICK_MS);

function everyHalfMinute(listener: () => void): () => void {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}

/** "3 minutes ago", kept current; the full date stands in the title. */
export function TimeAgo({ at }: AtProps) {
  useSyncExternalStore(everyHalfMinute, currentHalfMinute);
  useTranslation();
  const timeZone = useMaybeSession()?.company?.time_zone;
  if (!at) return <Dash />;
  const date = new Date(at);
  return (
    <time dateTime={at} title={dateTime(date, timeZone)}>
      {timeAgo(date, new Date())}
    </time>
  );
}

/** Date and time on the company's clock, the same for everyone who looks at it. */
export function DateTime({ at }: AtProps) {
  useTranslation();
  const timeZone = useMaybeSession()?.company?.time_zone;
  if (!at) return <Dash />;
  return <time dateTime={at}>{dateTime(new Date(at), timeZone)}</time>;
}

/** A whole day, such as an expiry date. */
export function CalendarDate({ date }: { date: string | null | undefined }) {
  useTranslation();
  if (!date) return <Dash />;
  return <time dateTime={date}>{calendarDate(date)}</time>;
}

/** A length of time as "12:40"; its figures keep their width. */
export function Duration({ seconds }: { seconds: number | null | undefined }) {
  if (seconds === null || seconds === undefined) return <Dash />;
  return (
    <Text span inherit data-figures style={{ fontVariantNumeric: "tabular-nums" }}>
      {clock(seconds)}
    </Text>
  );
}

/** The time since `since` as a running clock. `now` in milliseconds comes from the caller's server clock. */
export function Elapsed({ since, now }: { since: string; now: number }) {
  return <Duration seconds={(now - Date.parse(since)) / 1000} />;
}
