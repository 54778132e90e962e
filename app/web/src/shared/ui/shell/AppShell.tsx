import { ActionIcon, Burger, Kbd, AppShell as MantineShell, Tooltip, UnstyledButton } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { spotlight } from "@mantine/spotlight";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRemembered } from "../../useRemembered";
import { BrandMark } from "./BrandMark";
import { CommandPalette, type RecordSearch } from "./CommandPalette";
import type { NavGroup } from "./navigation";
import { Sidebar } from "./Sidebar";
import classes from "./shell.module.css";
import { UserMenu } from "./UserMenu";

interface AppShellProps {
  brand: { name: string; logoUrl?: string | null };
  groups: NavGroup[];
  accountPath?: string;
  search?: RecordSearch;
  /** Said above every page, such as a lost connection. */
  banner?: ReactNode;
  children: ReactNode;
}

function SearchButton({ compact }: { compact: boolean }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t("palette.open")} position="right" disabled={!compact}>
      <UnstyledButton
        className={classes.search}
        onClick={spotlight.open}
        aria-label={compact ? t("palette.open") : undefined}
      >
        <IconSearch size={18} stroke={1.8} aria-hidden />
        {!compact && (
          <>
            <span className={classes.entryLabel}>{t("search")}</span>
            <Kbd size="xs" className={classes.kbd} aria-hidden>
              Ctrl K
            </Kbd>
          </>
        )}
      </UnstyledButton>
    </Tooltip>
  );
}

function CollapseButton({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const label = t(collapsed ? "shell.expand" : "shell.collapse");
  const IconOf = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        className={classes.collapse}
        size={32}
        onClick={onToggle}
        aria-label={label}
        aria-expanded={!collapsed}
      >
        <IconOf size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Sidebar, command palette and page area of panel and super-admin. */
export function AppShell({ brand, groups, accountPath, search, banner, children }: AppShellProps) {
  const { t } = useTranslation();
  const [wish, setCollapsed] = useRemembered("sidebar.collapsed", false);
  const [menuOpen, menu] = useDisclosure(false);
  const phone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const collapsed = wish && !phone;
  return (
    <MantineShell
      header={{ height: 56, collapsed: !phone }}
      navbar={{ width: collapsed ? 64 : 240, breakpoint: "sm", collapsed: { mobile: !menuOpen } }}
      transitionDuration={150}
    >
      <a href="#content" className="skip-link">
        {t("skip")}
      </a>
      <MantineShell.Header className={classes.header} hidden={!phone}>
        <Burger
          opened={menuOpen}
          onClick={menu.toggle}
          size="sm"
          aria-label={t(menuOpen ? "shell.closeMenu" : "shell.openMenu")}
        />
        <BrandMark {...brand} />
      </MantineShell.Header>
      <MantineShell.Navbar className={classes.navbar} data-collapsed={collapsed || undefined}>
        {!phone && (
          <div className={classes.top}>
            <BrandMark {...brand} compact={collapsed} />
          </div>
        )}
        <SearchButton compact={collapsed} />
        <Sidebar
          label={t("shell.navigation")}
          groups={groups}
          collapsed={collapsed}
          onNavigate={menu.close}
        />
        <div className={classes.bottom}>
          <UserMenu compact={collapsed} accountPath={accountPath} />
          {!phone && <CollapseButton collapsed={collapsed} onToggle={() => setCollapsed(!wish)} />}
        </div>
      </MantineShell.Navbar>
      <MantineShell.Main id="content" tabIndex={-1} className={classes.main}>
        {banner}
        {children}
      </MantineShell.Main>
      <CommandPalette groups={groups} search={search} />
    </MantineShell>
  );
}
