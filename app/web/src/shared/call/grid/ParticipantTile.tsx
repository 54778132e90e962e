import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPin, IconPinnedOff } from "@tabler/icons-react";
import { type Ref, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PictureSlot } from "../../media/session";
import type { Remote } from "../useCall";
import { VideoTile } from "../VideoTile";
import classes from "./Grid.module.css";
import { type Show, useShown } from "./useShown";

/** What all tiles of a stage have in common. */
export interface TileContext {
  readonly serverOffset: number;
  readonly audioOnly: boolean;
  readonly show: Show;
  readonly pinned: string | null;
  readonly onPin: (key: string | null) => void;
}

/** One picture of one person: their face, or their screen. */
export interface Tile {
  readonly key: string;
  readonly slot: PictureSlot;
  readonly remote: Remote;
}

interface ParticipantTileProps extends TileContext {
  readonly tile: Tile;
  readonly small?: boolean;
  readonly videoRef?: Ref<HTMLVideoElement>;
}

export function ParticipantTile(props: ParticipantTileProps) {
  const { tile, serverOffset, audioOnly, show, small, videoRef } = props;
  const { participant, media } = tile.remote;
  const ref = useRef<HTMLDivElement>(null);
  const isScreen = tile.slot === "screen";
  useShown(ref, participant.id, tile.slot, show);
  return (
    <div ref={ref} className={classes.tile}>
      <VideoTile
        name={participant.name}
        stream={(isScreen ? media?.screen : media?.stream) ?? null}
        camera={isScreen || participant.camera}
        microphone={participant.microphone}
        screen={isScreen}
        state={media?.state ?? "connecting"}
        quality={isScreen ? null : media?.quality}
        speaking={!isScreen && media?.speaking}
        saved={audioOnly}
        starved={!isScreen && media?.starved}
        deadline={participant.connected ? null : participant.reconnect_deadline}
        serverOffset={serverOffset}
        small={small}
        videoRef={videoRef}
      >
        <PinButton {...props} />
      </VideoTile>
    </div>
  );
}

function PinButton({ tile, pinned, onPin }: ParticipantTileProps) {
  const { t } = useTranslation("call");
  const isPinned = pinned === tile.key;
  const { name } = tile.remote.participant;
  const shown = tile.slot === "screen" ? t("stage.screenOf", { name }) : name;
  const label = isPinned ? t("grid.unpin", { name: shown }) : t("grid.pin", { name: shown });
  const Icon = isPinned ? IconPinnedOff : IconPin;
  return (
    <Tooltip label={label}>
      <ActionIcon
        className={classes.pin}
        data-pinned={isPinned || undefined}
        size={32}
        variant="filled"
        aria-label={label}
        onClick={() => onPin(isPinned ? null : tile.key)}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
