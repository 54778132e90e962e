import { expect, test } from "vitest";
import { atWallClock, startOfDay } from "./days";

test.each([
  ["2025-06-10", "America/Sao_Paulo", 0, "2025-06-10T03:00:00.000Z"],
  ["2025-06-10", "America/Sao_Paulo", 1, "2025-06-11T03:00:00.000Z"],
  ["2025-06-10", "UTC", 0, "2025-06-10T00:00:00.000Z"],
  ["2025-06-10", "Asia/Kolkata", 0, "2025-06-09T18:30:00.000Z"],
  ["2025-03-30", "Europe/Berlin", 0, "2025-03-29T23:00:00.000Z"],
  ["2025-03-30", "Europe/Berlin", 1, "2025-03-30T22:00:00.000Z"],
  ["2025-10-26", "Europe/Berlin", 1, "2025-10-26T23:00:00.000Z"],
])("%s in %s, moved by %d", (day, zone, shift, moment) => {
  expect(startOfDay(day, zone, shift).toISOString()).toBe(moment);
});

test("a time on a wall clock is that moment in its zone", () => {
  expect(atWallClock("2025-06-10 14:30:00", "America/Sao_Paulo").toISOString()).toBe(
    "2025-06-10T17:30:00.000Z",
  );
});
