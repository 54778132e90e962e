import { expect, test } from "vitest";
import { safeNext } from "./entrance";

test.each(["//evil.example", "https://evil.example", "/\\evil.example", "", undefined])(
  "%s is not followed",
  (next) => expect(safeNext(next)).toBe("/"),
);

test("an address of this app is followed", () =>
  expect(safeNext("/calls?status=missed")).toBe("/calls?status=missed"));
