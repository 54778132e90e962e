import { expect, test } from "vitest";
import { afterHold } from "./pendingTransfer";

const asked = { callId: 7, target: "Bruno", held: false };

test("a transfer waits for the hold that it brings", () => {
  expect(afterHold(asked, false)).toBe(asked);
  expect(afterHold(asked, true)).toEqual({ ...asked, held: true });
});

test("once held, a client who is off hold again ends it", () => {
  const held = { ...asked, held: true };
  expect(afterHold(held, true)).toBe(held);
  expect(afterHold(held, false)).toBeNull();
  expect(afterHold(null, true)).toBeNull();
});
