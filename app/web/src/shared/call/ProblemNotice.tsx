import { Button } from "@mantine/core";
import { IconMicrophoneOff, IconVideoOff } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { browserOf } from "../media/browser";
import type { MediaProblem } from "../media/devices";
import type { LocalMedia } from "../media/local";
import { NoticeBar } from "./NoticeBar";

interface ProblemNoticeProps {
  problem: MediaProblem;
  local: LocalMedia;
}

/** Why a device does not open, and how this browser lets the person change that. */
export function ProblemNotice({ problem, local }: ProblemNoticeProps) {
  const { t } = useTranslation("call");
  const { source, kind } = problem;
  const again = () => void (source === "microphone" ? local.setMicrophone(true) : local.setCamera(true));
  return (
    <NoticeBar
      tone={source === "microphone" ? "red" : "amber"}
      icon={source === "microphone" ? IconMicrophoneOff : IconVideoOff}
      title={t(`problem.${source}.${kind}`)}
      hint={helpText(problem, t)}
    >
      {kind !== "unsupported" && (
        <Button size="xs" variant="default" onClick={again}>
          {t("problem.retry")}
        </Button>
      )}
    </NoticeBar>
  );
}

function helpText({ kind }: MediaProblem, t: TFunction<"call">): string {
  return kind === "blocked" ? t(`help.blocked.${browserOf()}`) : t(`help.${kind}`);
}
