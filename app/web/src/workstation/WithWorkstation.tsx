import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { PausedPage } from "../manager/access/PausedPage";
import { loadAreas } from "../shared/i18n";
import { useCan, useSession } from "../shared/session";
import { ErrorBoundary } from "../shared/ui";
import { closings } from "./state/closings";
import { useLiveCall } from "./state/liveCall";

const Host = lazy(async () => {
  await loadAreas("workstation", "call", "guests", "recording", "supervision");
  return import("./WorkstationHost");
});

/** While the company is paused only a call in progress, or its closing, keeps the pages open. */
function usePaused(): boolean {
  const busy = useLiveCall() !== null;
  const closing = useSyncExternalStore(closings.subscribe, closings.get).length > 0;
  return useSession().company?.status === "suspended" && !busy && !closing;
}

/** Every signed-in page, with the person's calls beside it: they ring and go on wherever one is. */
export function WithWorkstation() {
  const can = useCan();
  const paused = usePaused();
  return (
    <>
      {paused ? <PausedPage /> : <Outlet />}
      {can("workstation.use") && (
        <ErrorBoundary>
          <Suspense fallback={null}>
            <Host />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
