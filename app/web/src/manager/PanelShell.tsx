import { IconPhoneCall, IconRocket } from "@tabler/icons-react";
import { Outlet } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { AnnouncementBanner } from "../shared/announcements/AnnouncementBanner";
import { fetchPage } from "../shared/api/list";
import { useSession } from "../shared/session";
import { AppShell, ConnectionBanner, type NavGroup, type RecordSearch } from "../shared/ui";
import { PausedBanner } from "./access/PausedBanner";
import { BillingBanner } from "./billing/BillingBanner";
import { allowedPages, GROUPS, WORKSTATION } from "./pages";
import { useSetup } from "./setup/setup";
import { SupportBanner } from "./support/SupportBanner";

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

/** Calls by protocol or client, for those who may open the Calls page. */
function callSearch(permissions: string[], t: TFunction<"manager">): RecordSearch | undefined {
  if (!allowedPages(permissions).some((page) => page.name === "calls")) return undefined;
  const find = async (q: string) => {
    const { items } = await fetchPage("/api/v1/calls", { q, limit: 5 });
    const entries = items.map((call) => ({
      label: call.protocol,
      detail: call.client_name,
      to: `/calls/${call.id}`,
      icon: IconPhoneCall,
    }));
    return entries.length > 0 ? [{ label: t("pages.calls"), entries }] : [];
  };
  return { key: "calls", find };
}

/** The manager panel around its pages. */
export function PanelShell() {
  const { t } = useTranslation("manager");
  const { permissions, company, audience } = useSession();
  const setup = useSetup();
  const groups = navigation(permissions, t);
  if (setup && !setup.finished) {
    groups[0]?.entries.unshift({ label: t("pages.setup"), to: "/setup", icon: IconRocket });
  }
  const brand = { name: company?.brand.name || company?.name || "Voki", logoUrl: company?.brand.logo_url };
  return (
    <AppShell
      brand={brand}
      groups={groups}
      accountPath={audience === "support" ? undefined : "/account"}
      search={callSearch(permissions, t)}
      banner={
        <>
          <ConnectionBanner />
          <PausedBanner />
          <SupportBanner />
          <AnnouncementBanner />
          <BillingBanner />
        </>
      }
    >
      <Outlet />
    </AppShell>
  );
}
