import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Recovery } from "./recovery";

describe("Recovery", () => {
  let attempts: number[];
  let start: number;
  let recovery: Recovery;

  beforeEach(() => {
    vi.useFakeTimers();
    attempts = [];
    start = Date.now();
    const attempt = () => attempts.push(Date.now() - start) > 0;
    recovery = new Recovery({ attempt, offset: 0 });
  });

  afterEach(() => {
    recovery.stop();
    vi.useRealTimers();
  });

  it("lets a hiccup pass", () => {
    recovery.update("disconnected");
    vi.advanceTimersByTime(1_900);
    recovery.update("connected");
    vi.advanceTimersByTime(60_000);
    expect(attempts).toEqual([]);
  });

  it("tries again and again, with growing pauses, well before the minute is over", () => {
    recovery.update("disconnected");
    vi.advanceTimersByTime(60_000);
    expect(attempts).toEqual([2_000, 6_000, 12_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  });

  it("does not wait after a failure, nor for a pause when it is told that the network is back", () => {
    recovery.update("failed");
    vi.advanceTimersByTime(300);
    expect(attempts).toEqual([200]);
    recovery.now();
    expect(attempts).toEqual([200, 300]);
  });

  it("is not hurried by failures that its own attempts end in", () => {
    recovery.update("failed");
    vi.advanceTimersByTime(1_000);
    recovery.update("failed");
    vi.advanceTimersByTime(3_000);
    expect(attempts).toEqual([200]);
  });

  it("ends when an attempt finds nothing to do", () => {
    let tries = 0;
    const settled = new Recovery({ attempt: () => ++tries < 2, offset: 0 });
    settled.update("disconnected");
    vi.advanceTimersByTime(60_000);
    expect(tries).toBe(2);
  });
});
