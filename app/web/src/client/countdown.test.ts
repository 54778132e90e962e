import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { leftText, startCountdown } from "./countdown";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-03-01T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

test("the time left is written to the second, with days only where there are some", () => {
  expect(leftText(61_000)).toBe("00:01:01");
  expect(leftText(3_723_000)).toBe("01:02:03");
  expect(leftText(2 * 86_400_000 + 1000)).toBe("2 d 00:00:01");
  expect(leftText(-5)).toBe("00:00:00");
});

test("the countdown ends once, at the room's opening by the server's clock", () => {
  document.body.innerHTML =
    '<p class="left" hidden><b data-now="2026-03-01T09:00:00Z" data-until="2026-03-01T09:00:02Z"></b></p>';
  const clock = document.querySelector("b") as HTMLElement;
  const done = vi.fn();
  startCountdown(clock, done);
  expect(clock.textContent).toBe("00:00:02");
  expect(document.querySelector<HTMLElement>(".left")?.hidden).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(done).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5000);
  expect(done).toHaveBeenCalledTimes(1);
});
