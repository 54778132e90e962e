import { expect, it } from "vitest";
import type { Look } from "../../shared/look";
import { poorContrasts, wearable } from "./contrasts";

const LOOK: Look = {
  primary: "#2554c7",
  secondary: "#475569",
  accent: "#c2410c",
  background: "#ffffff",
  text: "#1c2025",
  sidebar: "#ffffff",
  font: "inter",
};

it("finds nothing wrong with the product's own look", () => {
  expect(poorContrasts(LOOK)).toEqual([]);
});

it("names the colours that are hard to read, and how hard", () => {
  const pale = { ...LOOK, primary: "#ffdd00", text: "#777777" };
  expect(poorContrasts(pale)).toEqual([
    { name: "primary", ratio: 1.3 },
    { name: "text", ratio: 4.4 },
  ]);
});

it("measures on the chosen background", () => {
  expect(poorContrasts({ ...LOOK, background: "#101418" }).map(({ name }) => name)).toEqual([
    "primary",
    "secondary",
    "accent",
    "text",
  ]);
});

it("waits for a colour that is still being typed", () => {
  expect(poorContrasts({ ...LOOK, primary: "#ff" })).toEqual([]);
  expect(wearable({ ...LOOK, primary: "#ff" })).toBe(false);
  expect(wearable(LOOK)).toBe(true);
});
