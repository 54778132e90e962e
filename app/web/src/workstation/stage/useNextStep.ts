import { useTranslation } from "react-i18next";
import { countWaiting } from "../queue/team";
import { useDepartmentRooms } from "../state/useDepartmentRooms";
import { useQueueDepartments } from "../state/useOwnRoom";
import type { Presence } from "../types";

interface NextStep {
  readonly title: string;
  readonly text: string;
}

/** The one thing to do now, in a sentence. */
export function useNextStep({ state, reason }: Presence): NextStep {
  const { t } = useTranslation("workstation");
  const { data: departments } = useQueueDepartments();
  const waiting = useDepartmentRooms(departments ?? NONE, countWaiting);
  if (departments?.length === 0) return { title: t("next.alone.title"), text: t("next.alone.text") };
  if (state === "paused" && reason === "no_answer") return said("noAnswer");
  if (state === "on_call") return said("wrapUp");
  if (state !== "online") return { title: t(`next.${state}.title`), text: waitingText() };
  return waiting > 0 ? { title: t("next.ringing.title"), text: waitingText() } : said("online");

  function said(key: "noAnswer" | "wrapUp" | "online"): NextStep {
    return { title: t(`next.${key}.title`), text: t(`next.${key}.text`) };
  }
  function waitingText(): string {
    if (waiting > 0) return t("next.waiting", { count: waiting });
    return state === "online" ? t("next.online.text") : t(`next.${state as "paused"}.text`);
  }
}

const NONE: number[] = [];
