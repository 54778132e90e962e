/** A rectangle on the canvas, in its pixels. */
export interface Cell {
  x: number;
  y: number;
  width: number;
  height: number;
}

const GAP = 8;
/** Beyond this the faces are too small to tell who speaks; the others are heard all the same. */
export const MOST_TILES = 25;
const STRIP_SHARE = 0.2;
const STRIP_TILES = 4;

/** Columns and rows for a number of tiles: 1–2 side by side, 3–4 2×2, 5–9 3×3, 10–16 4×4, then 5×5. */
export function gridOf(tiles: number): { columns: number; rows: number } {
  if (tiles <= 2) return { columns: Math.max(1, tiles), rows: 1 };
  const side = Math.min(Math.ceil(Math.sqrt(tiles)), Math.sqrt(MOST_TILES));
  return { columns: side, rows: side };
}

/** A cell for each tile within `area`; the last row is centred. */
export function gridCells(tiles: number, area: Cell): Cell[] {
  const shown = Math.min(tiles, MOST_TILES);
  const { columns } = gridOf(shown);
  const rows = Math.ceil(shown / columns);
  const width = (area.width - GAP * (columns + 1)) / columns;
  const height = (area.height - GAP * (rows + 1)) / rows;
  return Array.from({ length: shown }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, shown - row * columns);
    const indent = ((columns - inRow) * (width + GAP)) / 2;
    return {
      x: area.x + indent + GAP + (index % columns) * (width + GAP),
      y: area.y + GAP + row * (height + GAP),
      width,
      height,
    };
  });
}

/** The stage for a shared screen, and a strip of faces beside it. */
export function stageCells(tiles: number, area: Cell): { stage: Cell; strip: Cell[] } {
  const stripWidth = Math.round(area.width * STRIP_SHARE);
  const shown = Math.min(tiles, STRIP_TILES);
  const height = (area.height - GAP * (STRIP_TILES + 1)) / STRIP_TILES;
  const stageWidth = area.width - (shown > 0 ? stripWidth : 0);
  return {
    stage: { x: area.x + GAP, y: area.y + GAP, width: stageWidth - 2 * GAP, height: area.height - 2 * GAP },
    strip: Array.from({ length: shown }, (_, index) => ({
      x: area.x + stageWidth,
      y: area.y + GAP + index * (height + GAP),
      width: stripWidth - GAP,
      height,
    })),
  };
}

/** Where a picture of this size goes in a cell: all of it (`contain`), or the cell full (`cover`). */
export function fitted(
  picture: { width: number; height: number },
  cell: Cell,
  how: "contain" | "cover",
): { source: Cell; target: Cell } {
  const ratios = [cell.width / picture.width, cell.height / picture.height];
  if (how === "contain") {
    const scale = Math.min(...ratios);
    const [width, height] = [picture.width * scale, picture.height * scale];
    const target = {
      x: cell.x + (cell.width - width) / 2,
      y: cell.y + (cell.height - height) / 2,
      width,
      height,
    };
    return { source: { x: 0, y: 0, ...picture }, target };
  }
  const scale = Math.max(...ratios);
  const [width, height] = [cell.width / scale, cell.height / scale];
  const source = { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
  return { source, target: cell };
}
