import { IconEar } from "@tabler/icons-react";
import { useCallback, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { PushToTalk } from "../../shared/call/coaching/PushToTalk";
import { NoticeBar } from "../../shared/call/NoticeBar";
import type { Call } from "../types";
import { useAside } from "./Coached";

const nothing = () => () => undefined;

/** Who whispers to us, and the way to answer so that the client does not hear it. */
export function CoachingNotice({ call }: { call: Call }) {
  const { t } = useTranslation("supervision");
  const aside = useAside();
  const talking = useSyncExternalStore(
    aside?.talking.subscribe ?? nothing,
    aside?.talking.get ?? (() => false),
  );
  const begin = useCallback(() => aside?.begin(), [aside]);
  const end = useCallback(() => aside?.end(), [aside]);
  if (!call.coaching) return null;
  return (
    <NoticeBar
      tone="blue"
      icon={IconEar}
      title={t("coached.title", { name: call.coaching.person_name })}
      hint={talking ? t("coached.talking") : t("coached.hint")}
    >
      <PushToTalk talking={talking} disabled={!aside} onBegin={begin} onEnd={end} />
    </NoticeBar>
  );
}
