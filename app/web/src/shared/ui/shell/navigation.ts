import type { Icon } from "@tabler/icons-react";

export interface NavEntry {
  label: string;
  to: string;
  icon: Icon;
  /** A second line, for records in the command palette. */
  detail?: string;
}

export interface NavGroup {
  label: string;
  entries: NavEntry[];
}
