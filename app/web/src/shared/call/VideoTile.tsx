import { Avatar, Loader, Text } from "@mantine/core";
import { IconMicrophoneOff } from "@tabler/icons-react";
import type { ReactNode, Ref } from "react";
import { useTranslation } from "react-i18next";
import type { Quality } from "../media/quality";
import { QualityBars } from "./QualityBars";
import { StreamVideo } from "./StreamVideo";
import { useSecondsLeft } from "./useSecondsLeft";
import classes from "./VideoTile.module.css";

export type TileState = "connecting" | "connected" | "reconnecting";

export interface VideoTileProps {
  name: string;
  stream: MediaStream | null;
  camera: boolean;
  microphone: boolean;
  state?: TileState;
  quality?: Quality | null;
  /** Server time until which a lost connection is waited for. */
  deadline?: string | null;
  serverOffset?: number;
  /** Our own picture is mirrored, and is not one of the remote ones. */
  own?: boolean;
  /** A shared screen is shown whole; a face may be cut. */
  screen?: boolean;
  small?: boolean;
  speaking?: boolean;
  /** We receive voices only, by our own choice. */
  saved?: boolean;
  /** The picture waits for a better line. */
  starved?: boolean;
  videoRef?: Ref<HTMLVideoElement>;
  children?: ReactNode;
}

/** One picture with the name, the microphone, the quality of the line and what is wrong with it. */
export function VideoTile(props: VideoTileProps) {
  const { name, own = false, small = false, screen = false, speaking = false, children } = props;
  const remote = own ? {} : { "data-participant-name": name };
  return (
    <div
      className={classes.tile}
      data-small={small || undefined}
      data-own={own || undefined}
      data-screen={screen || undefined}
      data-speaking={speaking || undefined}
      {...remote}
    >
      <Picture {...props} />
      <TileStateLabel {...props} />
      <NamePlate {...props} />
      {children}
    </div>
  );
}

function Picture(props: VideoTileProps) {
  const { t } = useTranslation("call");
  const { name, stream, own, screen, videoRef } = props;
  const label = own ? t("stage.you") : screen ? t("stage.screenOf", { name }) : name;
  return (
    <>
      <StreamVideo ref={videoRef} stream={stream} className={classes.video} label={label} />
      <NoPicture {...props} />
    </>
  );
}

/** In place of a picture: whose it would be, and why there is none. */
function NoPicture({ name, camera, own, small, saved = false, starved = false }: VideoTileProps) {
  const { t } = useTranslation("call");
  const reason = !camera ? "cameraOff" : saved ? "pictureSaved" : starved ? "pictureStarved" : null;
  if (!reason) return null;
  const label = own ? t("stage.ownCameraOff") : t(`stage.${reason}`, { name });
  return (
    <div className={classes.noPicture} role="img" aria-label={label}>
      <Avatar
        name={own ? undefined : name}
        color="gray.7"
        size={small ? 44 : "clamp(44px, 18%, 104px)"}
        radius={999}
        variant="filled"
        aria-hidden
      />
      {reason === "pictureStarved" && !small && (
        <Text size="sm" aria-hidden>
          {t("stage.starved")}
        </Text>
      )}
    </div>
  );
}

function TileStateLabel({ state = "connected", deadline = null, serverOffset = 0, small }: VideoTileProps) {
  const { t } = useTranslation("call");
  const seconds = useSecondsLeft(deadline, serverOffset);
  const lost = seconds !== null || state === "reconnecting";
  if (!lost && state === "connected") return null;
  return (
    // Where picture and sound still flow, only the word is shown: nothing may hide the face.
    <div className={classes.veil} data-flowing={state === "connected" || undefined}>
      <div className={classes.state}>
        <Loader size={small ? 14 : 20} color="white" aria-hidden />
        <span role="status">{lost ? t("stage.reconnecting") : t("stage.connecting")}</span>
        {seconds !== null && (
          <span role="timer" className={classes.seconds}>
            {t("stage.seconds", { count: seconds })}
          </span>
        )}
      </div>
    </div>
  );
}

function NamePlate({ name, microphone, quality, own, screen }: VideoTileProps) {
  const { t } = useTranslation("call");
  const shown = own ? t("stage.you") : screen ? t("stage.screenOf", { name }) : name;
  return (
    <div className={classes.plate}>
      {!microphone && !screen && (
        <IconMicrophoneOff
          size={16}
          role="img"
          aria-label={own ? t("stage.ownMuted") : t("stage.muted", { name })}
        />
      )}
      <Text span truncate size="sm" fw={500}>
        {shown}
      </Text>
      {quality && <QualityBars word={quality.word} />}
    </div>
  );
}
