import { MantineProvider } from "@mantine/core";
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startI18n } from "../i18n";
import { Connection, type ConnectionState, RealtimeProvider } from "../realtime";
import type { Ticker, Transport } from "../realtime/transport";
import { ConnectionBanner } from "./ConnectionBanner";

const silent: Transport = {
  mediaConnection: "",
  open: () => undefined,
  close: () => undefined,
  request: () => new Promise(() => undefined),
  on: () => () => undefined,
  onStatus: () => () => undefined,
};
const ticker: Ticker = { start: () => undefined, stop: () => undefined };

let connection: Connection;

beforeEach(async () => {
  await startI18n();
  vi.useFakeTimers();
  connection = new Connection(silent, ticker);
  render(
    <MantineProvider env="test">
      <RealtimeProvider connection={connection}>
        <ConnectionBanner />
      </RealtimeProvider>
    </MantineProvider>,
  );
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const become = (status: ConnectionState["status"]) => act(() => connection.state.patch({ status }));
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));
const said = () => screen.queryByRole("status")?.textContent ?? null;

test("a page that is still connecting pushes nothing down and up again", () => {
  expect(said()).toBeNull();
  wait(500);
  become("live");
  wait(10_000);
  expect(said()).toBeNull();
});

test("a page that cannot connect says so", () => {
  wait(3_000);
  expect(said()).toContain("Connecting");
});

test("a blink shows nothing; a lost connection is said until it is back", () => {
  become("live");
  wait(10_000);
  become("stale");
  wait(2_900);
  expect(said()).toBeNull();
  wait(200);
  expect(said()).not.toBeNull();
  become("live");
  expect(said()).toBeNull();
  become("stale");
  wait(100);
  expect(said()).toBeNull();
});

test("an end is said at once", () => {
  become("live");
  become("ended");
  expect(said()).not.toBeNull();
});
