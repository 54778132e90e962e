import { type AnyRoute, createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { loadAreas } from "../shared/i18n";
import { PanelShell } from "./PanelShell";

type Load = () => Promise<{ default: () => ReactNode }>;

/** A page whose code is fetched when it is first opened. */
function page(parent: AnyRoute, path: string, load: Load): AnyRoute {
  return createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(load) });
}

/** A list whose opened row stands beside it, at an address of its own. */
function listWithPanel(parent: AnyRoute, path: string, param: string, list: Load, panel: Load): AnyRoute {
  const route = page(parent, path, list);
  return route.addChildren([page(route, param, panel)]);
}

/** Supervision shows a call's own screens. */
async function withTexts<T>(load: Promise<T>): Promise<T> {
  await loadAreas("supervision", "call");
  return load;
}

function panelPages(shell: AnyRoute): AnyRoute[] {
  return [
    page(shell, "/setup", async () => {
      await loadAreas("setup");
      return import("./setup/SetupPage");
    }),
    page(shell, "/account", () => import("./access/account/AccountPage")),
    page(shell, "/departments", () => import("./departments/DepartmentsPage")),
    page(shell, "/departments/$departmentId", () => import("./departments/DepartmentPage")),
    page(shell, "/settings", () => import("./settings/SettingsPage")),
    page(shell, "/branding", () => import("./branding/BrandingPage")),
    page(shell, "/domains", async () => {
      await loadAreas("domains");
      return import("./domains/DomainsPage");
    }),
    listWithPanel(
      shell,
      "/attendants",
      "$attendantId",
      () => import("./attendants/AttendantsPage"),
      () => import("./attendants/AttendantPanel"),
    ),
    listWithPanel(
      shell,
      "/access-links",
      "$linkId",
      () => import("./links/LinksPage"),
      () => import("./links/LinkPanel"),
    ),
    page(shell, "/live-calls", () => withTexts(import("./live/LiveCallsPage"))),
    page(shell, "/live-calls/$callId", () => withTexts(import("./live/SupervisionPage"))),
    listWithPanel(
      shell,
      "/calls",
      "$callId",
      () => import("./calls/CallsPage"),
      () => import("./calls/CallPanel"),
    ),
    page(shell, "/support-access", () => import("./support/SupportAccessPage")),
    page(shell, "/audit-log", async () => {
      await loadAreas("audit");
      return import("./support/AuditLogPage");
    }),
    page(shell, "/billing", () => import("./billing/BillingPage")),
    page(shell, "/usage", () => import("./usage/UsagePage")),
  ];
}

/** The panel: its shell and the pages in it. */
export function panelRoutes(parent: AnyRoute): AnyRoute {
  const shell = createRoute({
    getParentRoute: () => parent,
    id: "panel",
    loader: () => loadAreas("manager", "billing", "recording", "quality"),
    component: PanelShell,
  });
  return shell.addChildren(panelPages(shell));
}
