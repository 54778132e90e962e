import { useCallback, useState } from "react";
import { attempt } from "./refusals";

/** A command that runs once at a time; while it runs its button shows so. */
export function useCommand<A extends unknown[]>(command: (...args: A) => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    async (...args: A): Promise<boolean> => {
      setBusy(true);
      const ok = await attempt(() => command(...args));
      setBusy(false);
      return ok;
    },
    [command],
  );
  return { busy, run };
}
