import { expect, test } from "vitest";
import { asTextOn, contrast, mix, readableOn } from "./colors";

test("contrast is that of WCAG", () => {
  expect(contrast("#000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test("button text is picked from the colour behind it", () => {
  expect(readableOn("#ffdd00")).toBe("#000000");
  expect(readableOn("#1d4ed8")).toBe("#ffffff");
});

test.each(["#ffdd00", "#00c2a8", "#1d4ed8", "#ffffff", "#000000"])(
  "%s as text keeps 4.5:1 on light and on dark",
  (color) => {
    expect(contrast(asTextOn("#ffffff", color), "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(asTextOn("#1b1d21", color), "#1b1d21")).toBeGreaterThanOrEqual(4.5);
  },
);

test("mixing goes from one colour to the other", () => {
  expect(mix("#000000", "#ffffff", 0)).toBe("#000000");
  expect(mix("#000000", "#ffffff", 1)).toBe("#ffffff");
  expect(mix("#000000", "#ffffff", 0.5)).toBe("#808080");
});
