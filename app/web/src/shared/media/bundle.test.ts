import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Bundle } from "./bundle";

describe("Bundle", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("hands over together what comes in quick succession", () => {
    const given: number[][] = [];
    const bundle = new Bundle<number>((items) => given.push(items), 20);
    bundle.add(1);
    vi.advanceTimersByTime(10);
    bundle.add(2);
    vi.advanceTimersByTime(10);
    bundle.add(3);
    vi.advanceTimersByTime(20);
    expect(given).toEqual([[1, 2], [3]]);
  });

  it("forgets what was not handed over yet", () => {
    const given: number[][] = [];
    const bundle = new Bundle<number>((items) => given.push(items), 20);
    bundle.add(1);
    bundle.clear();
    vi.advanceTimersByTime(40);
    expect(given).toEqual([]);
  });
});
