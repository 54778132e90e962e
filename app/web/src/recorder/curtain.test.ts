import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Curtain, LONGEST_WAIT_MS } from "./curtain";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("stays down until the pictures have come, and up when one of them goes", () => {
  let isComplete = false;
  const curtain = new Curtain(() => isComplete);
  curtain.begin();
  expect(curtain.isUp).toBe(false);
  isComplete = true;
  expect(curtain.isUp).toBe(true);
  isComplete = false;
  expect(curtain.isUp).toBe(true);
});

it("does not wait for ever, and counts from the beginning of the first part", () => {
  const curtain = new Curtain(() => false);
  vi.advanceTimersByTime(LONGEST_WAIT_MS);
  expect(curtain.isUp).toBe(false);
  curtain.begin();
  vi.advanceTimersByTime(LONGEST_WAIT_MS - 1);
  curtain.begin();
  expect(curtain.isUp).toBe(false);
  vi.advanceTimersByTime(1);
  expect(curtain.isUp).toBe(true);
});

it("goes up at once when the end comes first", () => {
  const curtain = new Curtain(() => false);
  curtain.begin();
  curtain.raise();
  expect(curtain.isUp).toBe(true);
});
