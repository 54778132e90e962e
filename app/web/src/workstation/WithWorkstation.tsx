import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { loadAreas } from "../shared/i18n";
import { useCan } from "../shared/session";
import { ErrorBoundary } from "../shared/ui";

const Host = lazy(async () => {
  await loadAreas("workstation", "call", "guests", "recording", "supervision");
  return import("./WorkstationHost");
});

/** Every signed-in page, with the person's calls beside it: they ring and go on wherever one is. */
export function WithWorkstation() {
  const can = useCan();
  return (
    <>
      <Outlet />
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
