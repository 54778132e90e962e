import { useMediaQuery } from "@mantine/hooks";
import { type CSSProperties, type Ref, useState } from "react";
import type { CallHandle, Remote } from "../useCall";
import classes from "./Grid.module.css";
import { type Layout, layoutOf, rowsOf } from "./layout";
import { ParticipantTile, type Tile, type TileContext } from "./ParticipantTile";
import { useOrder } from "./useOrder";

interface ManyStageProps {
  handle: Pick<CallHandle, "remotes" | "audioOnly" | "show">;
  serverOffset: number;
  videoRef?: Ref<HTMLVideoElement>;
}

const NARROW = "(max-width: 640px) and (orientation: portrait)";

/** More than two in a call: all alike in a grid, or one on the stage with the others in a strip. */
export function ManyStage({ handle: { remotes, audioOnly, show }, serverOffset, videoRef }: ManyStageProps) {
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const layout = layoutOf(remotes.length, isNarrow);
  const ordered = useOrder(remotes, layout.columns * layout.rows);
  const [pinned, onPin] = useState<string | null>(null);
  const context: TileContext = { serverOffset, audioOnly, show, pinned, onPin };
  const tiles = ordered.flatMap(tilesOf);
  const first = tiles.find(({ key }) => key === pinned) ?? tiles.find(({ slot }) => slot === "screen");
  if (!first) return <Grid layout={layout} tiles={tiles} context={context} videoRef={videoRef} />;
  const others = tiles.filter((tile) => tile !== first);
  return <Spotlight first={first} others={others} context={context} videoRef={videoRef} />;
}

function tilesOf(remote: Remote): Tile[] {
  const { id, screen } = remote.participant;
  const face: Tile = { key: `${id} video`, slot: "video", remote };
  return screen ? [{ key: `${id} screen`, slot: "screen", remote }, face] : [face];
}

interface GridProps {
  layout: Layout;
  tiles: readonly Tile[];
  context: TileContext;
  videoRef?: Ref<HTMLVideoElement>;
}

function Grid({ layout, tiles, context, videoRef }: GridProps) {
  const style = { "--columns": layout.columns, "--rows": rowsOf(layout, tiles.length) } as CSSProperties;
  return (
    <div className={classes.grid} data-scrolls={layout.scrolls || undefined} style={style}>
      {tiles.map((tile, index) => (
        <div key={tile.key} className={classes.cell}>
          <ParticipantTile {...context} tile={tile} videoRef={index === 0 ? videoRef : undefined} />
        </div>
      ))}
    </div>
  );
}

interface SpotlightProps {
  first: Tile;
  others: readonly Tile[];
  context: TileContext;
  videoRef?: Ref<HTMLVideoElement>;
}

function Spotlight({ first, others, context, videoRef }: SpotlightProps) {
  return (
    <div className={classes.spotlight} data-spotlight>
      <div className={classes.first}>
        <ParticipantTile key={first.key} {...context} tile={first} videoRef={videoRef} />
      </div>
      <div className={classes.strip} data-scrolls>
        {others.map((tile) => (
          <div key={tile.key} className={classes.stripTile}>
            <ParticipantTile {...context} tile={tile} small />
          </div>
        ))}
      </div>
    </div>
  );
}
