import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { home, requireSession } from "./manager/access/entrance";
import { accessRoutes } from "./manager/access/routes";
import { SignedIn } from "./manager/access/SignedIn";
import { panelRoutes } from "./manager/routes";
import { OVER_PATH } from "./manager/support/paths";
import { loadAreas, startI18n } from "./shared/i18n";
import { routerOf } from "./shared/router";
import { AppProviders } from "./shared/ui/AppProviders";
import { WithWorkstation } from "./workstation/WithWorkstation";

const rootRoute = createRootRoute({ component: Outlet });

/* Everything below shares one live connection, so that a call survives the way between Workstation and panel. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: ({ location }) => requireSession(location.href),
  component: SignedIn,
});

const homeRoute = createRoute({ getParentRoute: () => signedInRoute, path: "/", beforeLoad: home });

/* Ringing and the call's media stand above the pages, so that neither ends when one of them is left. */
const deskRoute = createRoute({
  getParentRoute: () => signedInRoute,
  id: "desk",
  component: WithWorkstation,
});

const workstationRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: "/workstation",
  loader: () => loadAreas("workstation", "call", "guests", "recording", "supervision"),
  component: lazyRouteComponent(() => import("./workstation/WorkstationPage")),
});

/* The platform's support: its way in, and where it is once the access has ended. */
const supportOverRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: OVER_PATH,
  component: lazyRouteComponent(() => import("./manager/support/SupportOverPage")),
});

const supportEntranceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/support/$token",
  component: lazyRouteComponent(() => import("./manager/support/SupportEntrancePage")),
});

const router = routerOf(
  rootRoute.addChildren([
    ...accessRoutes(rootRoute),
    supportOverRoute,
    supportEntranceRoute,
    signedInRoute.addChildren([homeRoute, deskRoute.addChildren([workstationRoute, panelRoutes(deskRoute)])]),
  ]),
);

async function start(root: HTMLElement): Promise<void> {
  await startI18n("access", "support");
  createRoot(root).render(
    <AppProviders surface="panel">
      <RouterProvider router={router} />
    </AppProviders>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
