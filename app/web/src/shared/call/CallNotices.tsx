import { Button, Stack } from "@mantine/core";
import {
  IconDevices,
  IconMicrophoneOff,
  IconPlugConnectedX,
  IconScreenShare,
  IconWifi1,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LocalMedia, LocalNotice } from "../media/local";
import type { Quality } from "../media/quality";
import { NoticeBar } from "./NoticeBar";
import { ProblemNotice } from "./ProblemNotice";
import { type CallHandle, useLocal } from "./useCall";
import { useSilence } from "./useSilence";

/** Everything that is wrong with our side of the call, each with what to do about it. */
export function CallNotices({ handle }: { handle: CallHandle }) {
  const { microphone, camera, notice, screen } = useLocal(handle.local);
  const worst = handle.remotes
    .map(({ media }) => media?.quality ?? null)
    .find((quality) => quality?.word === "poor");
  return (
    <Stack gap={8}>
      <PhaseNotice handle={handle} />
      {microphone.problem && <ProblemNotice problem={microphone.problem} local={handle.local} />}
      {camera.problem && <ProblemNotice problem={camera.problem} local={handle.local} />}
      {notice && <DeviceNotice notice={notice} onDismiss={() => handle.local.dismissNotice()} />}
      <SilenceNotice local={handle.local} />
      {worst && <LineNotice quality={worst} />}
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

function LineNotice({ quality }: { quality: Quality }) {
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
    />
  );
}

function SharingNotice() {
  const { t } = useTranslation("call");
  return <NoticeBar tone="blue" icon={IconScreenShare} title={t("stage.sharing")} />;
}
