import { expect, test } from "vitest";
import { newer, upsert } from "./versions";

const item = (id: number, version: number) => ({ id, version });

test("an older whole state never replaces a newer one", () => {
  const current = item(1, 4);
  expect(newer(current, item(1, 3))).toBe(current);
  expect(newer(current, item(1, 5)).version).toBe(5);
  expect(newer(null, item(1, 1)).version).toBe(1);
});

test("a list keeps its identity when nothing in it changes", () => {
  const list = [item(1, 2), item(2, 2)];
  const key = ({ id }: { id: number }) => id;
  expect(upsert(list, item(2, 1), key)).toBe(list);
  expect(upsert(list, item(2, 3), key)).toEqual([item(1, 2), item(2, 3)]);
  expect(upsert(list, item(3, 1), key)).toHaveLength(3);
});
