import type { Icon } from "@tabler/icons-react";

export interface NavEntry {
  label: string;
  to: string;
  icon: Icon;
}

export interface NavGroup {
  label: string;
  entries: NavEntry[];
}
