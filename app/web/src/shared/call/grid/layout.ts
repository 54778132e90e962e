export interface Layout {
  readonly columns: number;
  /** Rows that fit into the stage; with more tiles it scrolls. */
  readonly rows: number;
  readonly scrolls: boolean;
}

/** How so many pictures share the stage; `isNarrow` for a phone held upright. */
export function layoutOf(count: number, isNarrow: boolean): Layout {
  return isNarrow ? narrowLayout(count) : wideLayout(count);
}

function wideLayout(count: number): Layout {
  if (count <= 2) return fixed(Math.max(count, 1), 1);
  if (count <= 4) return fixed(2, 2);
  if (count <= 9) return fixed(3, 3);
  if (count <= 16) return fixed(4, 4);
  return { columns: 4, rows: 4, scrolls: true };
}

/** Faces need some width: never more than two beside each other. */
function narrowLayout(count: number): Layout {
  if (count <= 2) return fixed(1, Math.max(count, 1));
  if (count <= 6) return fixed(2, Math.ceil(count / 2));
  return { columns: 2, rows: 3, scrolls: true };
}

/** Rows that would stay empty give their room to the others. */
export function rowsOf({ columns, rows, scrolls }: Layout, count: number): number {
  return scrolls ? rows : Math.max(Math.min(rows, Math.ceil(count / columns)), 1);
}

function fixed(columns: number, rows: number): Layout {
  return { columns, rows, scrolls: false };
}
