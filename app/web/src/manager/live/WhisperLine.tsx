import { Button } from "@mantine/core";
import { IconEar, IconMicrophone, IconMicrophoneOff } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { CoachSound } from "../../shared/call/coaching/CoachSound";
import { useCoachLine, useCoachState } from "../../shared/call/coaching/useCoachLine";
import { NoticeBar } from "../../shared/call/NoticeBar";
import { rememberedChoice, rememberedSound } from "../../shared/media/choice";
import { openSource } from "../../shared/media/devices";
import { coachTicket } from "./commands";

interface WhisperLineProps {
  supervisionId: number;
  attendant: string;
}

/** Our voice for the attendant alone, and what they answer. */
export function WhisperLine({ supervisionId, attendant }: WhisperLineProps) {
  const { t } = useTranslation(["supervision", "call"]);
  const ticket = useMemo(() => () => coachTicket(supervisionId), [supervisionId]);
  const line = useCoachLine(ticket);
  const { voice, state } = useCoachState(line);
  const { track, failed } = useOwnVoice();
  const [on, setOn] = useState(true);
  useEffect(() => line?.speak(track), [line, track]);
  useEffect(() => {
    if (track) track.enabled = on;
  }, [track, on]);
  const hint = failed ? t("whisper.noMicrophone") : t(`whisper.${state}`, { name: attendant });
  const Icon = on ? IconMicrophone : IconMicrophoneOff;
  return (
    <NoticeBar
      tone={failed || state === "unreachable" ? "red" : "blue"}
      icon={IconEar}
      title={t("whisper.title", { name: attendant })}
      hint={hint}
    >
      <Button
        size="sm"
        variant="default"
        style={{ flex: "none" }}
        leftSection={<Icon size={18} aria-hidden />}
        disabled={!track}
        onClick={() => setOn(!on)}
      >
        {on ? t("call:controls.mute") : t("call:controls.unmute")}
      </Button>
      <CoachSound voice={voice} speaker={rememberedChoice().speaker ?? ""} />
    </NoticeBar>
  );
}

/** The microphone alone; it is given back with the whisper. */
function useOwnVoice(): { track: MediaStreamTrack | null; failed: boolean } {
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let isOver = false;
    let opened: MediaStreamTrack | null = null;
    const { microphone } = rememberedChoice();
    openSource("microphone", microphone ? { id: microphone, exact: false } : null, rememberedSound()).then(
      (found) => {
        opened = found;
        if (isOver) found.stop();
        else setTrack(found);
      },
      () => setFailed(true),
    );
    return () => {
      isOver = true;
      opened?.stop();
    };
  }, []);
  return { track, failed };
}
