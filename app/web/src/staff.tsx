import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  redirect,
} from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { requireSession } from "./manager/access/entrance";
import { accessRoutes } from "./manager/access/routes";
import { loadAreas, startI18n } from "./shared/i18n";
import { routerOf } from "./shared/router";
import { AppProviders } from "./shared/ui/AppProviders";
import { StaffShell } from "./superadmin/StaffShell";

const rootRoute = createRootRoute({ component: Outlet });

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/superadmin",
  beforeLoad: ({ location }) => requireSession(location.href),
  component: StaffShell,
});

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/superadmin/companies", replace: true });
  },
});

const companiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/companies",
  component: lazyRouteComponent(async () => {
    await loadAreas("companies", "signup");
    return import("./superadmin/CompaniesPage");
  }),
});

const companyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/companies/$companyId",
  component: lazyRouteComponent(async () => {
    await loadAreas("domains", "companies", "billing", "staff");
    return import("./superadmin/CompanyPage");
  }),
});

const healthRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/health",
  component: lazyRouteComponent(async () => {
    await loadAreas("health");
    return import("./superadmin/health/HealthPage");
  }),
});

const announcementsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/announcements",
  component: lazyRouteComponent(async () => {
    await loadAreas("announcements");
    return import("./superadmin/announcements/AnnouncementsPage");
  }),
});

const staffRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/staff",
  component: lazyRouteComponent(async () => {
    await loadAreas("staff");
    return import("./superadmin/staff/StaffPage");
  }),
});

const logRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/log",
  component: lazyRouteComponent(async () => {
    await loadAreas("audit");
    return import("./superadmin/staff/StaffLogPage");
  }),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("./manager/access/account/AccountPage")),
});

const router = routerOf(
  rootRoute.addChildren([
    ...accessRoutes(rootRoute),
    shellRoute.addChildren([
      homeRoute,
      companiesRoute,
      companyRoute,
      healthRoute,
      announcementsRoute,
      staffRoute,
      logRoute,
      accountRoute,
    ]),
  ]),
);

async function start(root: HTMLElement): Promise<void> {
  await startI18n("access", "superadmin");
  createRoot(root).render(
    <AppProviders surface="staff">
      <RouterProvider router={router} />
    </AppProviders>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
