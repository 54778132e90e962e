import { type RefObject, useEffect, useState } from "react";

type PhoneVideo = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

/** Fills the screen with the stage, or on iPhones, which fill it with videos only, with the picture. */
export function useFullScreen(
  stage: RefObject<HTMLElement | null>,
  picture: RefObject<HTMLVideoElement | null>,
) {
  const [isFull, setFull] = useState(false);

  useEffect(() => {
    const changed = () =>
      setFull(document.fullscreenElement !== null && document.fullscreenElement === stage.current);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, [stage]);

  const canFill = document.fullscreenEnabled || "webkitEnterFullscreen" in HTMLVideoElement.prototype;
  const toggle = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (document.fullscreenEnabled) void stage.current?.requestFullscreen();
    else (picture.current as PhoneVideo | null)?.webkitEnterFullscreen?.();
  };
  return { isFull, canFill, toggle };
}
