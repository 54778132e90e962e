import { expect, test } from "vitest";
import { answerOf } from "./sendForm";

test("an accepted form brings the visit", () => {
  expect(answerOf(200, { stage: "devices" } as object)).toEqual({ view: { stage: "devices" } });
});

test("a refused form names the fields to correct", () => {
  expect(answerOf(422, { errors: { email: ["…"], phone: ["…"] } })).toEqual({
    refusal: { kind: "invalid", fields: ["email", "phone"] },
  });
});

test("a link that has closed is for the page itself to explain", () => {
  for (const status of [404, 409, 410]) expect(answerOf(status, {})).toEqual({});
});

test("a locked or crowded room can be tried again", () => {
  expect(answerOf(409, { type: "/problems/room-locked" }).refusal?.kind).toBe("locked");
  expect(answerOf(409, { type: "/problems/too-many-asking" }).refusal?.kind).toBe("busy");
});

test("everything else asks to try again", () => {
  expect(answerOf(429, {}).refusal?.kind).toBe("busy");
  expect(answerOf(503, {}).refusal?.kind).toBe("failed");
});
