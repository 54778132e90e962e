import { describe, expect, it } from "vitest";
import { layoutOf, rowsOf } from "./layout";
import { arrange } from "./order";

describe("layoutOf", () => {
  it.each([
    [1, 1, 1, false],
    [2, 2, 1, false],
    [3, 2, 2, false],
    [4, 2, 2, false],
    [5, 3, 3, false],
    [9, 3, 3, false],
    [10, 4, 4, false],
    [16, 4, 4, false],
    [17, 4, 4, true],
    [60, 4, 4, true],
  ])("%d on a wide stage: %d × %d, scrolling %s", (count, columns, rows, scrolls) => {
    expect(layoutOf(count, false)).toEqual({ columns, rows, scrolls });
  });

  it.each([
    [2, 1, 2, false],
    [3, 2, 2, false],
    [6, 2, 3, false],
    [7, 2, 3, true],
  ])("%d on a phone: %d × %d, scrolling %s", (count, columns, rows, scrolls) => {
    expect(layoutOf(count, true)).toEqual({ columns, rows, scrolls });
  });

  it("leaves no row empty", () => {
    expect(rowsOf(layoutOf(5, false), 5)).toBe(2);
    expect(rowsOf(layoutOf(17, false), 17)).toBe(4);
  });
});

describe("arrange", () => {
  const quiet = { speaking: new Set<number>(), heardAt: new Map<number, number>() };

  it("keeps everybody's place, closes gaps and puts newcomers last", () => {
    expect(arrange([3, 1, 2], [1, 2, 3, 4], quiet, 4)).toEqual([3, 1, 2, 4]);
    expect(arrange([3, 1, 2], [2, 3], quiet, 4)).toEqual([3, 2]);
  });

  it("moves nobody for a speaker in view", () => {
    const speakers = { speaking: new Set([2]), heardAt: new Map([[2, 50]]) };
    expect(arrange([1, 2, 3], [1, 2, 3], speakers, 2)).toEqual([1, 2, 3]);
  });

  it("shows a speaker out of view in the place of the longest silent", () => {
    const heardAt = new Map([
      [1, 10],
      [2, 40],
      [3, 30],
    ]);
    const speakers = { speaking: new Set([5]), heardAt };
    expect(arrange([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], speakers, 3)).toEqual([5, 2, 3, 4, 1]);
  });

  it("moves nobody when all in view speak", () => {
    const speakers = { speaking: new Set([1, 2, 3]), heardAt: new Map<number, number>() };
    expect(arrange([1, 2, 3], [1, 2, 3], speakers, 2)).toEqual([1, 2, 3]);
  });
});
