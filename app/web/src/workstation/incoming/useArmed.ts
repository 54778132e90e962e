import { useEffect, useState } from "react";

/** A press that was meant for what stood here before must not accept. */
const SAFE_AFTER_MS = 400;

/** False for the first moment of each `key`, then true. */
export function useArmed(key: number | undefined): boolean {
  const [armed, setArmed] = useState<number | undefined>();
  useEffect(() => {
    if (key === undefined) return;
    const timer = setTimeout(() => setArmed(key), SAFE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return key !== undefined && armed === key;
}
