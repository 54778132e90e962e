import { Stack, Text } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { canChooseSpeaker } from "../media/devices";
import type { LocalMedia } from "../media/local";
import type { NetworkCheckOptions, NetworkWord } from "../media/network";
import { BackgroundSelect } from "./BackgroundSelect";
import classes from "./DeviceCheck.module.css";
import { DeviceSelect } from "./DeviceSelect";
import { InAppHint } from "./InAppHint";
import { MicrophoneCheck } from "./MicrophoneCheck";
import { NetworkCheck } from "./NetworkCheck";
import { ProblemNotice } from "./ProblemNotice";
import { SpeakerTest } from "./SpeakerTest";
import { streamOf } from "./StreamVideo";
import { useLocal } from "./useCall";
import { useNetworkCheck } from "./useNetworkCheck";
import { VideoTile } from "./VideoTile";

/** What works on this device, as the queue wants to know it. */
export interface DeviceReport {
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly speaker: boolean;
  /** Null while the check still runs. */
  readonly network: NetworkWord | null;
}

interface DeviceCheckProps {
  local: LocalMedia;
  /** Must be stable: another object checks the network again. */
  network: NetworkCheckOptions;
  onReport: (report: DeviceReport) => void;
}

/** Own picture, moving level, test sound and network before a call; nothing here is a must. */
export function DeviceCheck({ local, network, onReport }: DeviceCheckProps) {
  const { t } = useTranslation("call");
  const { microphone, camera, devices } = useLocal(local);
  const check = useNetworkCheck(network);
  useReport(local, check.result?.word ?? null, onReport);
  return (
    <section aria-label={t("check.label")}>
      <Stack gap="md">
        <InAppHint />
        <OwnView local={local} />
        {camera.problem && <ProblemNotice problem={camera.problem} local={local} />}
        <DeviceSelect
          label={t("devices.camera")}
          devices={devices.cameras}
          chosen={camera.device}
          choose={(id) => void local.choose("camera", id)}
        />
        <BackgroundSelect local={local} />
        {microphone.problem && <ProblemNotice problem={microphone.problem} local={local} />}
        <MicrophoneCheck local={local} />
        <SpeakerTest local={local} choose={canChooseSpeaker()} />
        <NetworkCheck check={check} />
      </Stack>
    </section>
  );
}

function OwnView({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("call");
  const { camera, microphone } = useLocal(local);
  return (
    <div className={classes.view}>
      <VideoTile
        name={t("stage.you")}
        stream={streamOf(camera.track)}
        camera={camera.track !== null}
        microphone={microphone.on && microphone.track !== null}
        state={camera.opening ? "connecting" : "connected"}
        own
      />
      <Text className={classes.hint}>
        <IconEyeOff size={18} aria-hidden />
        {camera.track || camera.opening ? t("check.notYet") : t("check.withoutCamera")}
      </Text>
    </div>
  );
}

function useReport(
  local: LocalMedia,
  network: NetworkWord | null,
  onReport: (report: DeviceReport) => void,
): void {
  const { microphone, camera, devices } = useLocal(local);
  const [hasCamera, hasMicrophone] = [camera.track !== null, microphone.track !== null];
  // Browsers that do not list speakers play on the one that there is.
  const hasSpeaker = devices.speakers.length > 0 || !canChooseSpeaker();
  useEffect(() => {
    onReport({ camera: hasCamera, microphone: hasMicrophone, speaker: hasSpeaker, network });
  }, [hasCamera, hasMicrophone, hasSpeaker, network, onReport]);
}
