import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LocalMedia } from "../media/local";
import { useRemembered } from "../useRemembered";
import classes from "./CallStage.module.css";
import { streamOf } from "./StreamVideo";
import { useLocal } from "./useCall";
import { VideoTile } from "./VideoTile";

const CORNERS = ["bottom-right", "top-right", "top-left", "bottom-left"] as const;
type Corner = (typeof CORNERS)[number];

interface OwnPictureProps {
  local: LocalMedia;
  bounds: RefObject<HTMLElement | null>;
}

/** Our own picture in a corner of the stage: drag it to another one, or press it to move it on. */
export function OwnPicture({ local, bounds }: OwnPictureProps) {
  const { t } = useTranslation("call");
  const [corner, setCorner] = useRemembered<Corner>("call.corner", "top-right");
  const drag = useDrag(bounds, setCorner);
  const { camera, microphone } = useLocal(local);
  const next = CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length] ?? "top-right";
  return (
    <button
      type="button"
      className={classes.own}
      data-corner={corner}
      data-dragging={drag.offset ? true : undefined}
      aria-label={t("stage.ownPicture")}
      style={drag.offset ? { translate: `${drag.offset.x}px ${drag.offset.y}px` } : undefined}
      onClick={() => !drag.wasDragged() && setCorner(next)}
      {...drag.handlers}
    >
      <VideoTile
        name={t("stage.you")}
        stream={streamOf(camera.track)}
        camera={camera.track !== null}
        microphone={microphone.on && microphone.track !== null}
        own
        small
      />
    </button>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Less than this is a press with an unsteady finger. */
const DRAG_STARTS_AT = 8;

function useDrag(bounds: RefObject<HTMLElement | null>, drop: (corner: Corner) => void) {
  const [start, setStart] = useState<Point | null>(null);
  const [offset, setOffset] = useState<Point | null>(null);
  const [dragged, setDragged] = useState(false);

  const end = (event: React.PointerEvent) => {
    setDragged(offset !== null);
    if (offset && bounds.current) drop(nearestCorner(bounds.current.getBoundingClientRect(), at(event)));
    setStart(null);
    setOffset(null);
  };
  const move = (event: React.PointerEvent) => {
    if (!start) return;
    const moved = { x: event.clientX - start.x, y: event.clientY - start.y };
    if (offset || Math.hypot(moved.x, moved.y) > DRAG_STARTS_AT) setOffset(moved);
  };
  const begin = (event: React.PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged(false);
    setStart(at(event));
  };
  const handlers = { onPointerDown: begin, onPointerMove: move, onPointerUp: end, onPointerCancel: end };
  return { offset, handlers, wasDragged: () => dragged };
}

function at(event: React.PointerEvent): Point {
  return { x: event.clientX, y: event.clientY };
}

export function nearestCorner(box: Pick<DOMRect, "left" | "top" | "width" | "height">, point: Point): Corner {
  const side = point.x < box.left + box.width / 2 ? "left" : "right";
  const edge = point.y < box.top + box.height / 2 ? "top" : "bottom";
  return `${edge}-${side}`;
}
