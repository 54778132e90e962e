import { Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { calendarDate, clock, dateTime, timeAgo } from "../format";

interface AtProps {
  /** ISO 8601 with zone; null shows a dash. */
  at: string | null | undefined;
}

function Dash() {
  return <>{useTranslation().t("dash")}</>;
}

/** "3 minutes ago", kept current; the full date stands in the title. */
export function TimeAgo({ at }: AtProps) {
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 30_000, { autoInvoke: true });
  useTranslation();
  if (!at) return <Dash />;
  const date = new Date(at);
  return (
    <time dateTime={at} title={dateTime(date)}>
      {timeAgo(date, now)}
    </time>
  );
}

export function DateTime({ at, timeZone }: AtProps & { timeZone?: string }) {
  useTranslation();
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
