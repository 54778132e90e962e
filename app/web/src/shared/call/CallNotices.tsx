import { Button, Stack } from "@mantine/core";
import {
  IconDevices,
  IconMicrophoneOff,
  IconPlugConnectedX,
  IconScreenShare,
  IconServerOff,
  IconVideoOff,
  IconWifi1,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LocalMedia, LocalNotice } from "../media/local";
import type { Quality } from "../media/quality";
import { BackgroundNotice } from "./BackgroundNotice";
import { NoticeBar } from "./NoticeBar";
import { ProblemNotice } from "./ProblemNotice";
import type { CallView } from "./types";
import { type CallHandle, useLocal } from "./useCall";
import { useSilence } from "./useSilence";

/** Everything that is wrong with our side of the call, each with what to do about it. */
export function CallNotices({ call, handle }: { call: CallView; handle: CallHandle }) {
  const { microphone, camera, notice, screen } = useLocal(handle.local);
  const { line, audioOnly } = handle;
  return (
    <Stack gap={8}>
      <PhaseNotice handle={handle} />
      {microphone.problem && <ProblemNotice problem={microphone.problem} local={handle.local} />}
      {camera.problem && <ProblemNotice problem={camera.problem} local={handle.local} />}
      <BackgroundNotice local={handle.local} />
      {notice && <DeviceNotice notice={notice} onDismiss={() => handle.local.dismissNotice()} />}
      <SilenceNotice local={handle.local} />
      <ServerNotice call={call} handle={handle} />
      {audioOnly && <AudioOnlyNotice handle={handle} />}
      {line?.word === "poor" && !audioOnly && <LineNotice quality={line} handle={handle} />}
      {screen && <SharingNotice />}
    </Stack>
  );
}

function PhaseNotice({ handle }: { handle: CallHandle }) {
  const { t } = useTranslation("call");
  if (handle.phase.name === "refused") {
    const [title, hint] = [t("notice.refused"), t("notice.refusedHint")];
    return <NoticeBar tone="red" icon={IconPlugConnectedX} title={title} hint={hint} />;
  }
  if (handle.phase.name !== "taken_over") return null;
  const [title, hint] = [t("notice.takenOver"), t("notice.takenOverHint")];
  return (
    <NoticeBar tone="blue" icon={IconDevices} title={title} hint={hint}>
      <Button size="xs" onClick={handle.takeBack}>
        {t("notice.useHere")}
      </Button>
    </NoticeBar>
  );
}

function DeviceNotice({ notice, onDismiss }: { notice: LocalNotice; onDismiss: () => void }) {
  const { t } = useTranslation("call");
  const kind = notice.kind === "lost" ? "Lost" : "FellBack";
  const title = t(`notice.${notice.source}${kind}`, { label: notice.label });
  const tone = notice.kind === "lost" ? "red" : "amber";
  return <NoticeBar tone={tone} icon={IconPlugConnectedX} title={title} onDismiss={onDismiss} />;
}

function SilenceNotice({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("call");
  const silent = useSilence(local);
  if (!silent) return null;
  const [title, hint] = [t("notice.silent"), t("notice.silentHint")];
  return <NoticeBar tone="amber" icon={IconMicrophoneOff} title={title} hint={hint} />;
}

/** Why the media server does not carry the call; who is connected directly goes on all the same. */
function ServerNotice({ call, handle }: { call: CallView; handle: CallHandle }) {
  const { t } = useTranslation("call");
  const isCut = handle.problem !== null;
  if (!isCut && call.media.problem === null) return null;
  const goesOn = handle.remotes.some(({ media }) => media?.state === "connected");
  const title = isCut ? t("notice.serverCut") : t("notice.serverDown");
  const hint = goesOn ? t("notice.serverGoesOn") : t("notice.serverWait");
  return <NoticeBar tone={goesOn ? "amber" : "red"} icon={IconServerOff} title={title} hint={hint} />;
}

function AudioOnlyNotice({ handle }: { handle: CallHandle }) {
  const { t } = useTranslation("call");
  return (
    <NoticeBar tone="blue" icon={IconVideoOff} title={t("line.isAudioOnly")}>
      <Button size="xs" onClick={() => handle.setAudioOnly(false)}>
        {t("line.picturesOn")}
      </Button>
    </NoticeBar>
  );
}

function LineNotice({ quality, handle }: { quality: Quality; handle: CallHandle }) {
  const { t } = useTranslation("call");
  const [dismissed, setDismissed] = useState(false);
  if (dismissed || !quality.advice) return null;
  return (
    <NoticeBar
      tone="amber"
      icon={IconWifi1}
      title={t(`quality.${quality.word}`)}
      hint={t(`quality.${quality.advice}`)}
      onDismiss={() => setDismissed(true)}
    >
      <Button size="xs" variant="default" onClick={() => handle.setAudioOnly(true)}>
        {t("line.audioOnly")}
      </Button>
    </NoticeBar>
  );
}

function SharingNotice() {
  const { t } = useTranslation("call");
  return <NoticeBar tone="blue" icon={IconScreenShare} title={t("stage.sharing")} />;
}
