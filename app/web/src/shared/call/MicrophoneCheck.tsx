import { Stack, Text } from "@mantine/core";
import { IconCheck, IconMicrophoneOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LocalMedia } from "../media/local";
import classes from "./DeviceCheck.module.css";
import { DeviceSelect } from "./DeviceSelect";
import { LevelBar } from "./LevelBar";
import { NoticeBar } from "./NoticeBar";
import { useLocal } from "./useCall";
import { useSilence } from "./useSilence";

/** Choice of microphone with a level that moves, and a word when nothing comes. */
export function MicrophoneCheck({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("call");
  const { microphone, devices } = useLocal(local);
  const silent = useSilence(local);
  const [heard, setHeard] = useState(false);
  if (!microphone.track) return null;
  return (
    <Stack gap={8}>
      <DeviceSelect
        label={t("devices.microphone")}
        devices={devices.microphones}
        chosen={microphone.device}
        choose={(id) => void local.choose("microphone", id)}
      />
      <LevelBar track={microphone.track} onHeard={() => setHeard(true)} />
      <Verdict silent={silent} heard={heard} />
    </Stack>
  );
}

function Verdict({ silent, heard }: { silent: boolean; heard: boolean }) {
  const { t } = useTranslation("call");
  if (silent) {
    const [title, hint] = [t("notice.silent"), t("notice.silentHint")];
    return <NoticeBar tone="amber" icon={IconMicrophoneOff} title={title} hint={hint} />;
  }
  return (
    <Text size="sm" c="dimmed" role="status" className={classes.heard}>
      {heard && <IconCheck size={18} color="var(--state-green)" aria-hidden />}
      {heard ? t("check.heard") : t("check.speak")}
    </Text>
  );
}
