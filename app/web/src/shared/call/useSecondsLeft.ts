import { useEffect, useState } from "react";

const EVERY_MS = 250;

/** Whole seconds until a server time, by the server's clock; null without a deadline. */
export function useSecondsLeft(deadline: string | null, serverOffset: number): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!deadline) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, [deadline]);
  if (!deadline) return null;
  return Math.max(0, Math.ceil((Date.parse(deadline) - now - serverOffset) / 1000));
}
