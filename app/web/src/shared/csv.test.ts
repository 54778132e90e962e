import { expect, test } from "vitest";
import { toCsv } from "./csv";

test("commas, quotes and line breaks stay inside their field", () => {
  expect(toCsv(["a", "b"], [['say "hi", now', "two\nlines"]])).toBe(
    'a,b\r\n"say ""hi"", now","two\nlines"\r\n',
  );
});

test.each(["=1+1", "+55 11", "-1", "@SUM(A1)", "\t=1"])("%j is no formula any more", (value) => {
  expect(toCsv([], [[value]])).toContain(`'${value}`);
});
