import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AfterPicture } from "./AfterPicture";
import type { CallHandle } from "./useCall";

const bar = (handle: CallHandle | undefined) => <AfterPicture handle={handle}>The bar</AfterPicture>;
const handleOf = (ready: boolean) => ({ remotes: [{ media: { ready } }] }) as unknown as CallHandle;
const isDrawn = () => screen.queryByText("The bar") !== null;
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("what stands around a picture comes a moment after the connection, and stays", () => {
  const { rerender } = render(bar(handleOf(false)));
  wait(500);
  expect(isDrawn()).toBe(false);
  rerender(bar(handleOf(true)));
  expect(isDrawn()).toBe(false);
  wait(150);
  expect(isDrawn()).toBe(true);
  rerender(bar(handleOf(false)));
  expect(isDrawn()).toBe(true);
});

test("it comes without a connection too", () => {
  render(bar(undefined));
  wait(999);
  expect(isDrawn()).toBe(false);
  wait(1);
  expect(isDrawn()).toBe(true);
});
