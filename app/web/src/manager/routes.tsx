import { type AnyRoute, createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadAreas } from "../shared/i18n";
import { PanelShell } from "./PanelShell";

/* The first page of each area is fetched when it is opened; what lies beside it comes with it. */
const pages = (parent: AnyRoute) => {
  const page = (path: string, load: () => Promise<{ default: () => React.ReactNode }>) =>
    createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(load) });
  return [page("/account", () => import("./access/account/AccountPage"))];
};

/** The panel: its shell and the pages in it. */
export function panelRoutes(parent: AnyRoute): AnyRoute {
  const shell = createRoute({
    getParentRoute: () => parent,
    id: "panel",
    loader: () => loadAreas("manager"),
    component: PanelShell,
  });
  return shell.addChildren(pages(shell));
}
