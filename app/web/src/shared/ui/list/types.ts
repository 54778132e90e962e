import type { ReactNode } from "react";

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The name that the API sorts by; without one the column cannot be sorted. */
  sort?: string;
  align?: "left" | "right";
  /** Left out until the person chooses it. */
  optional?: boolean;
  width?: number | string;
}

export type Density = "comfortable" | "compact";
