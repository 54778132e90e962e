import { expect, it } from "vitest";
import { detailOf } from "./detail";

const entry = {
  id: 1,
  at: "2026-01-01T00:00:00Z",
  actor_kind: "staff",
  actor_id: 1,
  actor_name: "Robin",
  action: "company.suspended",
  subject_kind: "company",
  subject_id: "7",
  details: {},
};

it("names the thing by what was noted of it", () => {
  expect(detailOf({ ...entry, details: { path: "/api/v1/clients", reason: "why" } })).toBe("/clients");
  expect(detailOf({ ...entry, details: { name: "Kim", path: "/x" } })).toBe("Kim");
});

it("falls back on a company's number, and on nothing", () => {
  expect(detailOf(entry)).toBe("#7");
  expect(detailOf({ ...entry, subject_kind: "session", subject_id: "3" })).toBe("");
});

it("tells what a name became, and does not repeat who acted", () => {
  expect(detailOf({ ...entry, details: { name: ["Kim", "Kim Vale"] } })).toBe("Kim → Kim Vale");
  expect(detailOf({ ...entry, details: { name: "Robin" } })).toBe("");
});
