import { expect, test } from "vitest";
import { shownState } from "./state";

test("a proven domain outside of the plan rests", () => {
  expect(shownState({ state: "active", finding: "ok", served: true })).toBe("active");
  expect(shownState({ state: "active", finding: "ok", served: false })).toBe("resting");
  expect(shownState({ state: "failing", finding: "cname_other", served: false })).toBe("resting");
});

test("waiting for another company to let go is a problem", () => {
  expect(shownState({ state: "waiting_cname", finding: "route_missing", served: false })).toBe(
    "waiting_cname",
  );
  expect(shownState({ state: "waiting_cname", finding: "taken", served: false })).toBe("taken");
});
