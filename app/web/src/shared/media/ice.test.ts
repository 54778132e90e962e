import { expect, test, vi } from "vitest";
import { IceAhead } from "./ice";
import type { IceConfig } from "./session";

const MINUTE = 60_000;
const lasting = (minutes: number): IceConfig => ({ servers: [], expiresAt: Date.now() + minutes * MINUTE });

test("what was fetched ahead is used while it lasts well into a call", async () => {
  const ahead = new IceAhead();
  const [known, fetch] = [lasting(120), vi.fn(async () => lasting(120))];
  ahead.prepare(async () => known);
  expect(await ahead.servers(fetch)).toBe(known);
  expect(fetch).not.toHaveBeenCalled();
});

test("what is missing, failed or old is fetched", async () => {
  const ahead = new IceAhead();
  const fresh = lasting(120);
  const fetch = async () => fresh;
  expect(await ahead.servers(fetch)).toBe(fresh);
  ahead.prepare(() => Promise.reject(new Error("no way through")));
  expect(await ahead.servers(fetch)).toBe(fresh);
  ahead.prepare(async () => lasting(5));
  expect(await ahead.servers(fetch)).toBe(fresh);
});
