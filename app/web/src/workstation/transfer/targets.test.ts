import { expect, test } from "vitest";
import type { Presence, TransferTarget } from "../types";
import { departmentChoices, personChoices } from "./targets";

const presence = (person_id: number, name: string, state: Presence["state"]) =>
  ({ person_id, name, state, version: 1 }) as Presence;

const targets: TransferTarget[] = [
  { id: 1, name: "Sales", attendants: [presence(1, "Ana", "online"), presence(2, "Bia", "paused")] },
  { id: 2, name: "Support", attendants: [presence(2, "Bia", "paused"), presence(3, "Zé", "online")] },
];

test("a department tells how many of its people are online", () => {
  expect(departmentChoices(targets, "").map(({ name, online }) => `${name} ${online}`)).toEqual([
    "Sales 1",
    "Support 1",
  ]);
  expect(departmentChoices(targets, " sup").map(({ id }) => id)).toEqual([2]);
});

test("colleagues come once, without oneself, the free ones first", () => {
  expect(personChoices(targets, "", 1).map(({ name }) => name)).toEqual(["Zé", "Bia"]);
  expect(personChoices(targets, "", 1)[1]?.departments).toEqual(["Sales", "Support"]);
});
