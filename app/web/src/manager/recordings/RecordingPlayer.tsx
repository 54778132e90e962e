import { Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "../../shared/format";
import { partUrl, type Recording, type RecordingPart } from "./data";
import classes from "./recordings.module.css";

const SPEEDS = ["0.5", "1", "1.25", "1.5", "2"];

interface PlayerProps {
  recording: Recording;
  parts: readonly RecordingPart[];
}

/** Plays the parts one after the other. Nothing is fetched before the first press: watching is logged. */
export function RecordingPlayer({ recording, parts }: PlayerProps) {
  const { t } = useTranslation("recording");
  const [index, setIndex] = useState<number | null>(null);
  const [speed, setSpeed] = useState("1");
  if (index === null) {
    return (
      <Button leftSection={<IconPlayerPlay size={18} aria-hidden />} onClick={() => setIndex(0)}>
        {t("panel.play")}
      </Button>
    );
  }
  const part = parts[index];
  if (!part) return null;
  return (
    <Stack gap="sm">
      <Picture
        key={part.number}
        label={t("panel.player", { protocol: recording.call.protocol })}
        url={partUrl(recording.id, part.number, "play")}
        speed={Number(speed)}
        onEnded={() => setIndex((now) => (now !== null && now + 1 < parts.length ? now + 1 : now))}
      />
      <Group justify="space-between" gap="sm">
        <SpeedChoice speed={speed} onChange={setSpeed} />
        {parts.length > 1 && <PartChoice parts={parts} index={index} onChange={setIndex} />}
      </Group>
    </Stack>
  );
}

interface PictureProps {
  label: string;
  url: string;
  speed: number;
  onEnded: () => void;
}

function Picture({ label, url, speed, onEnded }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const { failed, again, onError, onPlaying } = useFreshLink(video, url);
  useEffect(() => {
    if (video.current) video.current.playbackRate = video.current.defaultPlaybackRate = speed;
  }, [speed]);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a recorded conversation has no captions of its own */}
      <video
        ref={video}
        className={classes.video}
        aria-label={label}
        src={url}
        controls
        autoPlay
        playsInline
        onEnded={onEnded}
        onError={onError}
        onPlaying={onPlaying}
      />
      {failed && <PlayFailed again={again} />}
    </>
  );
}

/** The link lives five minutes: when a later one is needed, a new one goes on where the old one was. */
function useFreshLink(video: React.RefObject<HTMLVideoElement | null>, url: string) {
  const [failed, setFailed] = useState(false);
  const played = useRef(false);
  const again = () => {
    const player = video.current;
    if (!player) return;
    const { currentTime } = player;
    setFailed(false);
    player.src = url;
    player.currentTime = currentTime;
    void player.play().catch(() => undefined);
  };
  const onError = () => {
    // Once for each stretch that did play, so that a file which cannot be had is not asked for for ever.
    if (played.current) again();
    else setFailed(true);
    played.current = false;
  };
  const onPlaying = () => {
    played.current = true;
  };
  return { failed, again, onError, onPlaying };
}

function PlayFailed({ again }: { again: () => void }) {
  const { t } = useTranslation("recording");
  return (
    <Group gap="sm" role="alert">
      <Text size="sm">{t("panel.playFailed")}</Text>
      <Button size="xs" variant="default" onClick={again}>
        {t("panel.reload")}
      </Button>
    </Group>
  );
}

function SpeedChoice({ speed, onChange }: { speed: string; onChange: (speed: string) => void }) {
  const { t } = useTranslation("recording");
  const data = SPEEDS.map((value) => ({ value, label: `${value}×` }));
  return (
    <SegmentedControl size="xs" aria-label={t("panel.speed")} data={data} value={speed} onChange={onChange} />
  );
}

interface PartChoiceProps {
  parts: readonly RecordingPart[];
  index: number;
  onChange: (index: number) => void;
}

function PartChoice({ parts, index, onChange }: PartChoiceProps) {
  const { t } = useTranslation("recording");
  const data = parts.map(({ number, seconds }, at) => ({
    value: String(at),
    label: `${t("panel.part", { number })} (${clock(seconds ?? 0)})`,
  }));
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("panel.parts")}
      data={data}
      value={String(index)}
      onChange={(value) => onChange(Number(value))}
    />
  );
}
