import { useEffect, useState } from "react";
import { checkNetwork, type NetworkCheckOptions, type NetworkResult } from "../media/network";

export interface RunningCheck {
  /** Null while it runs. */
  readonly result: NetworkResult | null;
  readonly again: () => void;
}

export function useNetworkCheck(options: NetworkCheckOptions): RunningCheck {
  const [result, setResult] = useState<NetworkResult | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt checks again
  useEffect(() => {
    let current = true;
    setResult(null);
    void checkNetwork(options).then((found) => current && setResult(found));
    return () => {
      current = false;
    };
  }, [options, attempt]);
  return { result, again: () => setAttempt((count) => count + 1) };
}
