import { randomId } from "@mantine/hooks";
import type { Department, DepartmentWrite } from "../../shared/api/types";

export interface Interval {
  key: string;
  /** 0 is Monday. */
  weekday: number;
  /** "HH:MM", local time of the department. */
  opens_at: string;
  closes_at: string;
}

export interface HolidayValue {
  key: string;
  /** "YYYY-MM-DD"; null while it is being chosen. */
  day: string | null;
  name: string;
}

export type Strategy = Department["strategy"];
export type RecordingPolicy = Department["recording_policy"];
export type RecordingFallback = Department["recording_fallback"];

export interface DepartmentValues {
  name: string;
  description: string;
  strategy: Strategy;
  queue_max_size: number | string;
  /** Minutes; the API counts seconds. */
  max_wait_minutes: number | string;
  service_level_seconds: number | string;
  wrap_up_seconds: number | string;
  recording_policy: RecordingPolicy;
  recording_fallback: RecordingFallback;
  /** "" is the company's zone. */
  time_zone: string;
  logo: { id: number; url: string } | null;
  /** "" is none. */
  background_id: string;
  always_open: boolean;
  hours: Interval[];
  holidays: HolidayValue[];
  person_ids: string[];
}

export function newInterval(weekday: number, opens_at = "09:00", closes_at = "18:00"): Interval {
  return { key: randomId(), weekday, opens_at, closes_at };
}

export function newHoliday(day: string | null = null, name = ""): HolidayValue {
  return { key: randomId(), day, name };
}

/** Monday to Friday, the start for a department that gets opening hours. */
export function workingWeek(): Interval[] {
  return [0, 1, 2, 3, 4].map((weekday) => newInterval(weekday));
}

const minutes = (time: string) => time.slice(0, 5);

export function valuesOf(department: Department): DepartmentValues {
  return {
    name: department.name,
    description: department.description,
    strategy: department.strategy,
    queue_max_size: department.queue_max_size,
    max_wait_minutes: Math.round(department.queue_max_wait_seconds / 60),
    service_level_seconds: department.service_level_seconds,
    wrap_up_seconds: department.wrap_up_seconds,
    recording_policy: department.recording_policy,
    recording_fallback: department.recording_fallback,
    time_zone: department.time_zone ?? "",
    logo: logoOf(department),
    background_id: department.background_id === null ? "" : String(department.background_id),
    always_open: department.hours.length === 0,
    hours: department.hours.map((hours) =>
      newInterval(hours.weekday, minutes(hours.opens_at), minutes(hours.closes_at)),
    ),
    holidays: department.holidays.map((holiday) => newHoliday(holiday.day, holiday.name)),
    person_ids: department.attendants.map((person) => String(person.id)),
  };
}

function logoOf({ logo_id, logo_url }: Department): DepartmentValues["logo"] {
  return logo_id !== null && logo_url ? { id: logo_id, url: logo_url } : null;
}

export function writeOf(values: DepartmentValues): DepartmentWrite {
  const { always_open, hours, holidays, max_wait_minutes, person_ids: _people, logo, ...rest } = values;
  return {
    ...rest,
    queue_max_size: Number(rest.queue_max_size),
    queue_max_wait_seconds: Number(max_wait_minutes) * 60,
    service_level_seconds: Number(rest.service_level_seconds),
    wrap_up_seconds: Number(rest.wrap_up_seconds),
    time_zone: rest.time_zone || null,
    logo_id: logo?.id ?? null,
    background_id: rest.background_id ? Number(rest.background_id) : null,
    hours: always_open ? [] : hours.map(({ key: _key, ...interval }) => interval),
    holidays: holidays.flatMap(({ day, name }) => (day ? [{ day, name }] : [])),
  };
}

/** The weekdays on which intervals overlap or end before they begin. */
export function brokenDays(hours: Interval[]): number[] {
  const broken = hours.filter((one, index) => {
    const later = hours.slice(index + 1).filter((other) => other.weekday === one.weekday);
    const overlaps = later.some((other) => one.opens_at < other.closes_at && other.opens_at < one.closes_at);
    return one.opens_at >= one.closes_at || overlaps;
  });
  return [...new Set(broken.map((interval) => interval.weekday))];
}
