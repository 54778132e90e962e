import { expect, test } from "vitest";
import { brokenDays, type DepartmentValues, newHoliday, newInterval, valuesOf, writeOf } from "./values";

const department = {
  id: 1,
  name: "Sales",
  description: "",
  strategy: "ring_all" as const,
  queue_max_size: 50,
  queue_max_wait_seconds: 1800,
  service_level_seconds: 60,
  wrap_up_seconds: 120,
  recording_policy: "optional" as const,
  time_zone: null,
  hours: [{ weekday: 0, opens_at: "09:00:00", closes_at: "18:00:00" }],
  holidays: [{ day: "2025-12-25", name: "Christmas" }],
  active: true,
  attendants: [{ id: 7, name: "Ana" }],
};

const values = () => valuesOf(department as never);

test("what is read is written back unchanged", () => {
  expect(writeOf(values())).toMatchObject({
    name: "Sales",
    queue_max_wait_seconds: 1800,
    time_zone: null,
    hours: [{ weekday: 0, opens_at: "09:00", closes_at: "18:00" }],
    holidays: [{ day: "2025-12-25", name: "Christmas" }],
  });
});

test("always open drops the hours, a holiday without a day is left out", () => {
  const changed: DepartmentValues = { ...values(), always_open: true, holidays: [newHoliday()] };
  expect(writeOf(changed)).toMatchObject({ hours: [], holidays: [] });
});

test("intervals of one day that overlap or run backwards are found", () => {
  const hours = [
    newInterval(0, "09:00", "12:00"),
    newInterval(0, "12:00", "18:00"),
    newInterval(1, "09:00", "13:00"),
    newInterval(1, "12:00", "18:00"),
    newInterval(2, "18:00", "09:00"),
  ];
  expect(brokenDays(hours)).toEqual([1, 2]);
});
