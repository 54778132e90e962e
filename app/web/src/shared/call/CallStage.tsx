import { ActionIcon, Group, Text, Tooltip } from "@mantine/core";
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconPictureInPicture,
  IconPlayerPause,
} from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./CallStage.module.css";
import { ManyStage } from "./grid/ManyStage";
import { LineIndicator } from "./LineIndicator";
import { OwnPicture } from "./OwnPicture";
import type { CallView } from "./types";
import type { CallHandle, Remote } from "./useCall";
import { useFullScreen } from "./useFullScreen";
import { VideoTile } from "./VideoTile";

interface CallStageProps {
  call: CallView;
  handle: CallHandle;
  serverOffset: number;
  /** Laid over the bottom of the stage, for example captions. */
  children?: ReactNode;
}

/** The pictures of a call: the others large, a shared screen larger, our own small and movable. */
export function CallStage({ call, handle, serverOffset, children }: CallStageProps) {
  const { t } = useTranslation("call");
  const stage = useRef<HTMLElement>(null);
  const picture = useRef<HTMLVideoElement>(null);
  const isMany = handle.remotes.length > 1;
  const pictures = { handle, call, serverOffset, videoRef: picture };
  return (
    <section
      ref={stage}
      className={classes.stage}
      data-many={isMany || undefined}
      aria-label={t("stage.label")}
    >
      {isMany ? <ManyStage {...pictures} /> : <TwoStage {...pictures} />}
      {call.on_hold && <HoldCard call={call} remotes={handle.remotes} />}
      <StageTools stage={stage} picture={picture} handle={handle} />
      <OwnPicture local={handle.local} bounds={stage} />
      {children}
    </section>
  );
}

interface TwoStageProps {
  handle: CallHandle;
  call: CallView;
  serverOffset: number;
  videoRef: React.Ref<HTMLVideoElement>;
}

function TwoStage({ handle, call, serverOffset, videoRef }: TwoStageProps) {
  const { remotes, audioOnly } = handle;
  const sharer = remotes.find(({ participant }) => participant.screen);
  const faces = { remotes, audioOnly, serverOffset, videoRef };
  return sharer ? <ScreenView sharer={sharer} {...faces} /> : <Faces call={call} {...faces} />;
}

interface FaceProps {
  remotes: readonly Remote[];
  audioOnly: boolean;
  serverOffset: number;
  videoRef: React.Ref<HTMLVideoElement>;
}

function Faces({ remotes, audioOnly, call, serverOffset, videoRef }: FaceProps & { call: CallView }) {
  const { t } = useTranslation("call");
  if (remotes.length === 0) {
    const away = call.participants.find(({ id }) => id !== call.me);
    const text = away && !call.on_hold ? t("stage.waitingFor", { name: away.name }) : t("stage.nobody");
    return <Text className={classes.empty}>{text}</Text>;
  }
  return (
    <div className={classes.faces}>
      {remotes.map((remote, index) => (
        <RemoteTile
          key={remote.participant.id}
          remote={remote}
          audioOnly={audioOnly}
          serverOffset={serverOffset}
          videoRef={index === 0 ? videoRef : undefined}
        />
      ))}
    </div>
  );
}

function ScreenView({ sharer, remotes, audioOnly, serverOffset, videoRef }: FaceProps & { sharer: Remote }) {
  const { participant, media } = sharer;
  return (
    <div className={classes.screenView}>
      <VideoTile
        name={participant.name}
        stream={media?.screen ?? null}
        camera
        microphone
        screen
        saved={audioOnly}
        state={media?.state}
        videoRef={videoRef}
      />
      <div className={classes.strip}>
        {remotes.map((remote) => (
          <div key={remote.participant.id} className={classes.stripFace}>
            <RemoteTile remote={remote} audioOnly={audioOnly} serverOffset={serverOffset} small />
          </div>
        ))}
      </div>
    </div>
  );
}

interface RemoteTileProps {
  remote: Remote;
  audioOnly: boolean;
  serverOffset: number;
  small?: boolean;
  videoRef?: React.Ref<HTMLVideoElement>;
}

function RemoteTile({ remote, audioOnly, serverOffset, small, videoRef }: RemoteTileProps) {
  const { participant, media } = remote;
  return (
    <VideoTile
      name={participant.name}
      stream={media?.stream ?? null}
      camera={participant.camera}
      microphone={participant.microphone}
      state={media?.state ?? "connecting"}
      quality={media?.quality}
      saved={audioOnly}
      starved={media?.starved}
      deadline={participant.connected ? null : participant.reconnect_deadline}
      serverOffset={serverOffset}
      small={small}
      videoRef={videoRef}
    />
  );
}

function HoldCard({ call, remotes }: { call: CallView; remotes: readonly Remote[] }) {
  const { t } = useTranslation("call");
  const mine = call.participants.find(({ id }) => id === call.me);
  const client = call.participants.find(({ kind }) => kind === "client");
  const isClient = mine?.kind === "client";
  // Two attendants who talk about a transfer need no curtain between them.
  if (!isClient && !remotes.some(({ participant }) => participant.kind === "client")) return null;
  const text = isClient ? t("stage.onHoldClient") : t("stage.onHoldAttendant", { name: client?.name ?? "" });
  return (
    <div className={classes.hold} role="status">
      <IconPlayerPause size={32} aria-hidden />
      <Text fw={600} size="lg">
        {t("stage.onHold")}
      </Text>
      <Text maw={420}>{text}</Text>
    </div>
  );
}

interface ToolsProps {
  stage: React.RefObject<HTMLElement | null>;
  picture: React.RefObject<HTMLVideoElement | null>;
  handle: CallHandle;
}

function StageTools({ stage, picture, handle }: ToolsProps) {
  const { t } = useTranslation("call");
  const { isFull, canFill, toggle } = useFullScreen(stage, picture);
  const fill = isFull ? t("stage.exitFullScreen") : t("stage.fullScreen");
  const Icon = isFull ? IconArrowsMinimize : IconArrowsMaximize;
  return (
    <Group className={classes.tools} gap={4}>
      <LineIndicator handle={handle} />
      {document.pictureInPictureEnabled && (
        <Tool label={t("stage.pictureInPicture")} onClick={() => void toggleFloating(picture.current)}>
          <IconPictureInPicture size={18} aria-hidden />
        </Tool>
      )}
      {canFill && (
        <Tool label={fill} onClick={toggle}>
          <Icon size={18} aria-hidden />
        </Tool>
      )}
    </Group>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon className={classes.tool} size={36} variant="filled" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

async function toggleFloating(video: HTMLVideoElement | null): Promise<void> {
  // Refused before the first frame; the person can press again when there is a picture.
  if (document.pictureInPictureElement) await document.exitPictureInPicture();
  else await video?.requestPictureInPicture().catch(() => undefined);
}
