import {
  type Icon,
  IconBroadcast,
  IconBuilding,
  IconCreditCard,
  IconGauge,
  IconHeadset,
  IconHistory,
  IconLifebuoy,
  IconLink,
  IconPalette,
  IconPhoneCall,
  IconSettings,
  IconUsers,
  IconWorld,
} from "@tabler/icons-react";

export type GroupName = "overview" | "service" | "organisation" | "tools" | "system";

export interface PanelPage {
  name:
    | "liveCalls"
    | "departments"
    | "attendants"
    | "accessLinks"
    | "calls"
    | "settings"
    | "branding"
    | "domains"
    | "billing"
    | "usage"
    | "auditLog"
    | "supportAccess";
  to: string;
  icon: Icon;
  group: GroupName;
  permission: string;
}

export const WORKSTATION = { to: "/workstation", icon: IconHeadset, permission: "workstation.use" };

/* The sidebar in its order. A page stands here once it is built, never before. */
export const PANEL_PAGES: PanelPage[] = [
  {
    name: "liveCalls",
    to: "/live-calls",
    icon: IconBroadcast,
    group: "service",
    permission: "calls.supervise",
  },
  { name: "calls", to: "/calls", icon: IconPhoneCall, group: "service", permission: "calls.view" },
  { name: "accessLinks", to: "/access-links", icon: IconLink, group: "service", permission: "links.view" },
  {
    name: "departments",
    to: "/departments",
    icon: IconBuilding,
    group: "organisation",
    permission: "departments.view",
  },
  {
    name: "attendants",
    to: "/attendants",
    icon: IconUsers,
    group: "organisation",
    permission: "people.view",
  },
  { name: "settings", to: "/settings", icon: IconSettings, group: "system", permission: "company.edit" },
  { name: "branding", to: "/branding", icon: IconPalette, group: "system", permission: "branding.edit" },
  { name: "domains", to: "/domains", icon: IconWorld, group: "system", permission: "domains.edit" },
  { name: "usage", to: "/usage", icon: IconGauge, group: "system", permission: "billing.view" },
  { name: "billing", to: "/billing", icon: IconCreditCard, group: "system", permission: "billing.view" },
  { name: "auditLog", to: "/audit-log", icon: IconHistory, group: "system", permission: "audit.view" },
  {
    name: "supportAccess",
    to: "/support-access",
    icon: IconLifebuoy,
    group: "system",
    permission: "support.view",
  },
];

export const GROUPS: GroupName[] = ["overview", "service", "organisation", "tools", "system"];

/** The panel's pages for a person with `permissions`; none for those who only use the Workstation. */
export function allowedPages(permissions: string[]): PanelPage[] {
  if (!permissions.includes("panel.view")) return [];
  return PANEL_PAGES.filter((page) => permissions.includes(page.permission));
}
