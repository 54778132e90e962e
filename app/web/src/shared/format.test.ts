import { expect, test } from "vitest";
import { calendarDate, clock, timeAgo } from "./format";

test.each([
  [-3, "0:00"],
  [7, "0:07"],
  [760, "12:40"],
  [3729, "1:02:09"],
])("%d seconds read %s", (seconds, text) => expect(clock(seconds)).toBe(text));

test.each([
  [20, "now"],
  [-200, "3 minutes ago"],
  [-7300, "2 hours ago"],
  [90_000, "tomorrow"],
])("%d seconds from now read %s", (seconds, text) => {
  const now = new Date(0);
  expect(timeAgo(new Date(seconds * 1000), now)).toBe(text);
});

test("a calendar date is the same day in every zone", () => {
  expect(calendarDate("2025-12-25")).toBe("Dec 25, 2025");
});
