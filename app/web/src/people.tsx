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
import { loadAreas, startI18n } from "./shared/i18n";
import { routerOf } from "./shared/router";
import { AppProviders } from "./shared/ui/AppProviders";

const rootRoute = createRootRoute({ component: Outlet });

/* Everything below shares one live connection, so that a call survives the way between Workstation and panel. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: ({ location }) => requireSession(location.href),
  component: SignedIn,
});

const homeRoute = createRoute({ getParentRoute: () => signedInRoute, path: "/", beforeLoad: home });

const workstationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/workstation",
  loader: () => loadAreas("workstation"),
  component: lazyRouteComponent(() => import("./workstation/WorkstationPage")),
});

const router = routerOf(
  rootRoute.addChildren([
    ...accessRoutes(rootRoute),
    signedInRoute.addChildren([homeRoute, workstationRoute, panelRoutes(signedInRoute)]),
  ]),
);

async function start(root: HTMLElement): Promise<void> {
  await startI18n("access");
  createRoot(root).render(
    <AppProviders surface="panel">
      <RouterProvider router={router} />
    </AppProviders>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
