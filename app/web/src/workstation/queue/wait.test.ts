import { expect, test } from "vitest";
import { waitWord } from "./wait";

test("a wait turns amber near the service level and red at it", () => {
  expect([0, 44, 45, 59, 60, 600].map((seconds) => waitWord(seconds, 60))).toEqual([
    "fine",
    "fine",
    "near",
    "near",
    "past",
    "past",
  ]);
});
