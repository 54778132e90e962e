import { Stack, Text } from "@mantine/core";
import { IconCheck, IconMicrophoneOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LocalMedia } from "../media/local";
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
        chosen={microphone.track.getSettings().deviceId}
        choose={(id) => void local.choose("microphone", id)}
      />
      <LevelBar track={microphone.track} onHeard={() => setHeard(true)} />
      {silent ? (
        <NoticeBar
          tone="amber"
          icon={IconMicrophoneOff}
          title={t("notice.silent")}
          hint={t("notice.silentHint")}
        />
      ) : (
        <Text size="sm" c="dimmed" role="status">
          {heard && <IconCheck size={16} color="var(--state-green)" aria-hidden />}{" "}
          {heard ? t("check.heard") : t("check.speak")}
        </Text>
      )}
    </Stack>
  );
}
