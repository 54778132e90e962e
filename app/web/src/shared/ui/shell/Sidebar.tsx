import { ScrollArea, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { NavEntry, NavGroup } from "./navigation";
import classes from "./shell.module.css";

interface SidebarProps {
  label: string;
  groups: NavGroup[];
  collapsed: boolean;
  onNavigate: () => void;
}

function Entry({
  entry,
  collapsed,
  onNavigate,
}: {
  entry: NavEntry;
  collapsed: boolean;
  onNavigate: () => void;
}) {
  const IconOf = entry.icon;
  return (
    <Tooltip label={entry.label} position="right" disabled={!collapsed}>
      <Link
        to={entry.to}
        className={classes.entry}
        activeProps={{ "data-active": true }}
        onClick={onNavigate}
        aria-label={entry.label}
      >
        <IconOf size={20} stroke={1.6} aria-hidden />
        {!collapsed && <span className={classes.entryLabel}>{entry.label}</span>}
      </Link>
    </Tooltip>
  );
}

/** The pages that this person may open, in groups. */
export function Sidebar({ label, groups, collapsed, onNavigate }: SidebarProps) {
  return (
    <ScrollArea className={classes.scroll} type="hover" scrollbarSize={6}>
      <nav aria-label={label}>
        {groups.map((group) => (
          <section key={group.label} className={classes.group} aria-label={group.label}>
            {!collapsed && <div className={classes.groupLabel}>{group.label}</div>}
            {group.entries.map((entry) => (
              <Entry key={entry.to} {...{ entry, collapsed, onNavigate }} />
            ))}
          </section>
        ))}
      </nav>
    </ScrollArea>
  );
}
