import type { AnyRoute } from "@tanstack/react-router";
import { createRouter } from "@tanstack/react-router";
import { parseSearch, stringifySearch } from "./search";
import { BrokenPart } from "./ui/ErrorBoundary";
import { NotFound } from "./ui/NotFound";
import { PageSkeleton } from "./ui/PageSkeleton";

/** A router with the addresses, waits and failures that every app shares. */
export function routerOf(routeTree: AnyRoute) {
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    defaultPendingMs: 200,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: BrokenPart,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}
