import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { watchLevel } from "../media/level";
import classes from "./LevelBar.module.css";

interface LevelBarProps {
  track: MediaStreamTrack | null;
  /** Told when a voice is loud enough to be understood. */
  onHeard?: () => void;
  /** Inside a menu, where nothing but choices may be announced. */
  silent?: boolean;
}

const HEARD_AT = 0.4;

/** A bar that moves with the voice. Written past React: it changes a dozen times a second. */
export function LevelBar({ track, onHeard, silent }: LevelBarProps) {
  const { t } = useTranslation("call");
  const ref = useRef<HTMLDivElement>(null);
  const heard = useRef(onHeard);
  heard.current = onHeard;
  useEffect(() => {
    if (!track) return;
    return watchLevel(track, ({ level }) => {
      ref.current?.style.setProperty("--level", `${level}`);
      if (!silent) ref.current?.setAttribute("aria-valuenow", `${Math.round(level * 100)}`);
      if (level > HEARD_AT) heard.current?.();
    });
  }, [track, silent]);
  const spoken = {
    role: "meter",
    "aria-label": t("devices.level"),
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    "aria-valuenow": 0,
  };
  return <div ref={ref} className={classes.bar} {...(silent ? { "aria-hidden": true } : spoken)} />;
}
