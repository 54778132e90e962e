import { IconBackground } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { LocalMedia } from "../media/local";
import { NoticeBar } from "./NoticeBar";
import { useLocal } from "./useCall";

/** Says that the chosen background is not there, and what the others see instead. */
export function BackgroundNotice({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("call");
  const { problem } = useLocal(local).background;
  if (!problem) return null;
  return (
    <NoticeBar
      tone="amber"
      icon={IconBackground}
      title={t(`background.${problem}`)}
      hint={t(`background.${problem}Hint`)}
      onDismiss={() => local.background.dismissProblem()}
    />
  );
}
