import { VisuallyHidden } from "@mantine/core";
import {
  IconMessageCircle,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneOff,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
} from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { canShareScreen } from "../media/devices";
import type { LocalMedia } from "../media/local";
import { BackgroundMenu } from "./BackgroundMenu";
import classes from "./ControlBar.module.css";
import { ControlButton } from "./ControlButton";
import { CameraMenu, MicrophoneMenu } from "./DeviceMenu";
import { useLocal } from "./useCall";

interface ControlBarProps {
  local: LocalMedia;
  /** Words under the icons. */
  withLabels?: boolean;
  /** Small menus beside microphone and camera. */
  withMenus?: boolean;
  /** What stands behind the person. */
  withBackground?: boolean;
  /** The screen's own buttons. */
  children?: ReactNode;
}

/** Microphone, camera and screen; a screen adds its own buttons, such as chat and leaving. */
export function ControlBar(props: ControlBarProps) {
  const { local, withLabels, withMenus = true, withBackground, children } = props;
  const { t } = useTranslation("call");
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("controls.label")}>
      <div className={classes.pair}>
        <MicrophoneButton local={local} withLabel={withLabels} />
        {withMenus && <MicrophoneMenu local={local} />}
      </div>
      <div className={classes.pair}>
        <CameraButton local={local} withLabel={withLabels} />
        {withMenus && <CameraMenu local={local} />}
      </div>
      {canShareScreen() && <ScreenButton local={local} withLabel={withLabels} />}
      {withBackground && <BackgroundMenu local={local} withLabel={withLabels} />}
      {children}
    </div>
  );
}

interface LocalButtonProps {
  local: LocalMedia;
  withLabel?: boolean;
}

function MicrophoneButton({ local, withLabel }: LocalButtonProps) {
  const { t } = useTranslation("call");
  const { on, track } = useLocal(local).microphone;
  const speaking = on && track !== null;
  return (
    <ControlButton
      label={speaking ? t("controls.mute") : t("controls.unmute")}
      icon={speaking ? IconMicrophone : IconMicrophoneOff}
      tone={speaking ? undefined : "off"}
      withLabel={withLabel}
      onClick={() => void local.setMicrophone(!speaking)}
    />
  );
}

function CameraButton({ local, withLabel }: LocalButtonProps) {
  const { t } = useTranslation("call");
  const { on, opening } = useLocal(local).camera;
  return (
    <ControlButton
      label={on ? t("controls.cameraOff") : t("controls.cameraOn")}
      icon={on ? IconVideo : IconVideoOff}
      tone={on ? undefined : "off"}
      withLabel={withLabel}
      disabled={opening}
      onClick={() => void local.setCamera(!on)}
    />
  );
}

function ScreenButton({ local, withLabel }: LocalButtonProps) {
  const { t } = useTranslation("call");
  const { screen } = useLocal(local);
  return (
    <ControlButton
      label={screen ? t("controls.stopSharing") : t("controls.share")}
      icon={screen ? IconScreenShareOff : IconScreenShare}
      tone={screen ? "active" : undefined}
      withLabel={withLabel}
      onClick={() => void (screen ? local.stopScreen() : local.shareScreen())}
    />
  );
}

interface ChatButtonProps {
  unread: number;
  open: boolean;
  withLabel?: boolean;
  onClick: () => void;
}

export function ChatButton({ unread, open, withLabel, onClick }: ChatButtonProps) {
  const { t } = useTranslation("call");
  const id = useId();
  const badge = unread > 99 ? "99+" : unread > 0 ? `${unread}` : undefined;
  return (
    <>
      <ControlButton
        label={t("controls.chat")}
        icon={IconMessageCircle}
        tone={open ? "active" : undefined}
        withLabel={withLabel}
        describedBy={unread ? id : undefined}
        badge={badge}
        onClick={onClick}
      />
      <VisuallyHidden id={id} role="status">
        {unread > 0 && t("controls.unread", { count: unread })}
      </VisuallyHidden>
    </>
  );
}

interface LeaveButtonProps {
  /** `leave` for clients and guests, `endCall` for who ends it for all. */
  kind: "leave" | "endCall";
  withLabel?: boolean;
  onClick: () => void;
}

export function LeaveButton({ kind, withLabel, onClick }: LeaveButtonProps) {
  const { t } = useTranslation("call");
  return (
    <ControlButton
      label={t(`controls.${kind}`)}
      icon={IconPhoneOff}
      tone="danger"
      withLabel={withLabel}
      onClick={onClick}
    />
  );
}
