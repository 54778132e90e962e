import { type RefObject, useEffect } from "react";
import type { ParticipantId, PictureSlot, Size } from "../../media/session";

export type Show = (id: ParticipantId, slot: PictureSlot, size: Size | null) => void;

/** A page above or below is fetched beforehand, so that scrolling finds it ready. */
const AROUND = "50% 0px";

/** Tells how large the picture in this element is, and that it is out of view. */
export function useShown(
  ref: RefObject<HTMLElement | null>,
  id: ParticipantId,
  slot: PictureSlot,
  show: Show,
): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const tell = (isSeen: boolean) => show(id, slot, isSeen ? sizeOf(element) : null);
    let isSeen = true;
    const seen = new IntersectionObserver(
      ([entry]) => {
        isSeen = entry?.isIntersecting ?? true;
        tell(isSeen);
      },
      { root: element.closest("[data-scrolls]"), rootMargin: AROUND },
    );
    const resized = new ResizeObserver(() => tell(isSeen));
    seen.observe(element);
    resized.observe(element);
    return () => {
      seen.disconnect();
      resized.disconnect();
    };
  }, [ref, id, slot, show]);
}

function sizeOf(element: HTMLElement): Size {
  const { width, height } = element.getBoundingClientRect();
  const density = window.devicePixelRatio;
  return { width: Math.ceil(width * density), height: Math.ceil(height * density) };
}
