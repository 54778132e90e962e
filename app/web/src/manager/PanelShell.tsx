import { Outlet } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useSession } from "../shared/session";
import { AppShell, ConnectionBanner, type NavGroup } from "../shared/ui";
import { allowedPages, GROUPS, WORKSTATION } from "./pages";

function navigation(permissions: string[], t: TFunction<"manager">): NavGroup[] {
  const pages = allowedPages(permissions);
  const groups = GROUPS.map((group) => ({
    label: t(`groups.${group}`),
    entries: pages
      .filter((page) => page.group === group)
      .map(({ name, to, icon }) => ({ label: t(`pages.${name}`), to, icon })),
  }));
  if (permissions.includes(WORKSTATION.permission)) {
    groups[0]?.entries.unshift({ label: t("pages.workstation"), to: WORKSTATION.to, icon: WORKSTATION.icon });
  }
  return groups.filter((group) => group.entries.length > 0);
}

/** The manager panel around its pages. */
export function PanelShell() {
  const { t } = useTranslation("manager");
  const { permissions, company } = useSession();
  const brand = { name: company?.brand.name || company?.name || "Voki", logoUrl: company?.brand.logo_url };
  return (
    <AppShell
      brand={brand}
      groups={navigation(permissions, t)}
      accountPath="/account"
      banner={<ConnectionBanner />}
    >
      <Outlet />
    </AppShell>
  );
}
