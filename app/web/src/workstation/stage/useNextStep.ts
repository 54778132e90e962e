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
  const queue = waiting > 0 ? t("next.waiting", { count: waiting }) : "";
  const step = (key: Key): NextStep => ({ title: t(`next.${key}.title`), text: t(`next.${key}.text`) });

  if (departments?.length === 0) return step("alone");
  if (state === "on_call") return step("wrapUp");
  const key = state === "paused" && reason === "no_answer" ? "noAnswer" : state;
  const now = step(key === "online" && queue ? "ringing" : key);
  return { ...now, text: `${now.text} ${queue}`.trim() };
}

type Key = "alone" | "wrapUp" | "noAnswer" | "ringing" | Exclude<Presence["state"], "on_call">;

const NONE: number[] = [];
