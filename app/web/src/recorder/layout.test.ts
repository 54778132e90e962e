import { describe, expect, it } from "vitest";
import { type Cell, fitted, gridCells, gridOf, MOST_TILES, stageCells } from "./layout";

const area: Cell = { x: 0, y: 44, width: 1280, height: 676 };

function overlap(one: Cell, other: Cell): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

describe("gridOf", () => {
  it.each([
    [1, 1, 1],
    [2, 2, 1],
    [3, 2, 2],
    [4, 2, 2],
    [5, 3, 3],
    [9, 3, 3],
    [10, 4, 4],
    [16, 4, 4],
    [17, 5, 5],
    [99, 5, 5],
  ])("gives %i tiles %i columns and %i rows", (tiles, columns, rows) => {
    expect(gridOf(tiles)).toEqual({ columns, rows });
  });
});

describe("gridCells", () => {
  it.each([1, 2, 3, 5, 8, 16, 25])("keeps %i tiles apart and inside", (tiles) => {
    const cells = gridCells(tiles, area);
    expect(cells).toHaveLength(tiles);
    for (const [index, cell] of cells.entries()) {
      expect(cell.x).toBeGreaterThanOrEqual(area.x);
      expect(cell.x + cell.width).toBeLessThanOrEqual(area.x + area.width);
      expect(cell.y + cell.height).toBeLessThanOrEqual(area.y + area.height);
      expect(cells.slice(index + 1).some((other) => overlap(cell, other))).toBe(false);
    }
  });

  it("centres what is alone in the last row", () => {
    const last = gridCells(3, area)[2] as Cell;
    expect(last.x + last.width / 2).toBeCloseTo(area.x + area.width / 2);
  });

  it("shows no more than fit", () => {
    expect(gridCells(40, area)).toHaveLength(MOST_TILES);
  });
});

describe("stageCells", () => {
  it("keeps the faces off the shared screen", () => {
    const { stage, strip } = stageCells(6, area);
    expect(strip).toHaveLength(4);
    expect(strip.some((cell) => overlap(cell, stage))).toBe(false);
  });

  it("gives all the room to a screen without faces", () => {
    expect(stageCells(0, area).stage.width).toBe(1264);
  });
});

describe("fitted", () => {
  const cell = { x: 10, y: 20, width: 400, height: 400 };

  it("fills the cell and cuts the sides", () => {
    const { source, target } = fitted({ width: 640, height: 360 }, cell, "cover");
    expect(target).toEqual(cell);
    expect(source).toEqual({ x: 140, y: 0, width: 360, height: 360 });
  });

  it("shows all of it between bars", () => {
    const { target } = fitted({ width: 640, height: 320 }, cell, "contain");
    expect(target).toEqual({ x: 10, y: 120, width: 400, height: 200 });
  });
});
