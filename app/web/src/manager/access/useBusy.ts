import { useState } from "react";

/** Runs `work` and tells whether it is still running. `work` handles its own failures. */
export function useBusy<A extends unknown[]>(
  work: (...args: A) => Promise<void>,
): [boolean, (...args: A) => Promise<void>] {
  const [busy, setBusy] = useState(false);
  const run = async (...args: A) => {
    setBusy(true);
    try {
      await work(...args);
    } finally {
      setBusy(false);
    }
  };
  return [busy, run];
}
