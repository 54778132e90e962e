import { type ReactNode, startTransition, useEffect, useState } from "react";
import type { CallHandle } from "./useCall";

/** From the connection to its first picture. */
const SETTLED_MS = 150;
/** Whoever presses Accept misses nothing yet, and a call without a picture is a call too. */
const PATIENCE_MS = 1_000;

interface AfterPictureProps {
  handle: CallHandle | undefined;
  children: ReactNode;
}

/** Drawn a moment after the others are connected: the first picture waits for nothing else. */
export function AfterPicture({ handle, children }: AfterPictureProps) {
  const isConnected = handle?.remotes.some(({ media }) => media?.ready) ?? false;
  const [isTime, setIsTime] = useState(false);
  useEffect(() => {
    const draw = () => startTransition(() => setIsTime(true));
    const timer = setTimeout(draw, isConnected ? SETTLED_MS : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isConnected]);
  return isTime ? children : null;
}
