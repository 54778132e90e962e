import { useEffect, useState } from "react";
import { SilenceWatch, watchLevel } from "../media/level";
import type { LocalMedia } from "../media/local";
import { useLocal } from "./useCall";

/** Whether our microphone is on, but brings nothing. */
export function useSilence(local: LocalMedia): boolean {
  const { track, on } = useLocal(local).microphone;
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    setSilent(false);
    if (!track || !on) return;
    const watch = new SilenceWatch();
    return watchLevel(track, ({ peak }) => setSilent(watch.add(peak, performance.now())));
  }, [track, on]);
  return silent;
}
