import { expect, test } from "vitest";
import { fromForm, toForm } from "./overrides";

const present = {
  limits: { attendants: 40, departments: null },
  features: { bi: true, sms: false },
  until: "2027-01-31",
  reason: "A pilot",
};

test("what is shown is what is sent back", () => {
  const sent = fromForm({ ...toForm(present), reason: "A longer pilot" });
  expect(sent).toEqual({ ...present, reason: "A longer pilot" });
});

test("an empty form takes every exception away", () => {
  const none = { limits: {}, features: {}, until: null, reason: "" };
  expect(fromForm(toForm(none))).toEqual(none);
});
