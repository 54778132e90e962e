import { Button, Stack, Text } from "@mantine/core";
import { IconVolume } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LocalMedia } from "../media/local";
import { playTestSound } from "../media/sound";
import { DeviceSelect } from "./DeviceSelect";
import { useLocal } from "./useCall";

interface SpeakerTestProps {
  local: LocalMedia;
  /** Whether this browser lets a page choose the speaker. */
  choose: boolean;
}

export function SpeakerTest({ local, choose }: SpeakerTestProps) {
  const { t } = useTranslation("call");
  const { devices, speaker } = useLocal(local);
  const [state, setState] = useState<"idle" | "playing" | "played">("idle");
  const play = async () => {
    setState("playing");
    // A browser that refuses to play shows so by silence; the question below covers it.
    await playTestSound(speaker).catch(() => undefined);
    setState("played");
  };
  return (
    <Stack gap={8}>
      {choose && (
        <DeviceSelect
          label={t("devices.speaker")}
          devices={devices.speakers}
          chosen={speaker || undefined}
          choose={(id) => local.chooseSpeaker(id)}
        />
      )}
      <Button
        variant="default"
        size="md"
        leftSection={<IconVolume size={20} aria-hidden />}
        disabled={state === "playing"}
        onClick={() => void play()}
      >
        {state === "playing" ? t("check.playing") : t("check.playSound")}
      </Button>
      {state === "played" && (
        <Text size="sm" c="dimmed" role="status">
          {t("check.soundQuestion")}
        </Text>
      )}
    </Stack>
  );
}
