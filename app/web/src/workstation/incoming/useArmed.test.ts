import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useArmed } from "./useArmed";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("nothing can be pressed in the first moment, nor when the next offer takes the place", () => {
  const { result, rerender } = renderHook(({ key }) => useArmed(key), { initialProps: { key: 1 } });
  act(() => void vi.advanceTimersByTime(399));
  expect(result.current).toBe(false);
  act(() => void vi.advanceTimersByTime(1));
  expect(result.current).toBe(true);
  rerender({ key: 2 });
  expect(result.current).toBe(false);
});
