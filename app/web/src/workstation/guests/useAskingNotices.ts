import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { playTestSound } from "../../shared/media/sound";
import { useSession } from "../../shared/session";
import { notifyNews } from "../../shared/ui";
import { useRingOn } from "../presence/AlertsControl";
import { leads } from "../state/calls";
import type { Call } from "../types";

/** A soft sound when somebody new stands at the door, and a line in the corner where the door is not in sight. */
export function useAskingNotices(call: Call | null): void {
  const { t } = useTranslation("guests");
  const { person } = useSession();
  const sound = useRingOn();
  const told = useRef(new Set<string>());
  const asking = call && leads(call, person.id) ? call.asking : null;
  useEffect(() => {
    const news = (asking ?? []).filter((guest) => !told.current.has(keyOf(guest)));
    told.current = new Set((asking ?? []).map(keyOf));
    if (!seesTheDoor()) for (const { name } of news) notifyNews(t("host.asks", { name }));
    // Without a press on the page first the browser keeps silent; what is written stands anyway.
    if (news.length > 0 && sound) void playTestSound("").catch(() => undefined);
  }, [asking, sound, t]);
}

/** Whether the stage, with those who ask above the pictures, is on the screen. */
function seesTheDoor(): boolean {
  return document.querySelector("#stage:not([hidden])") !== null;
}

/** Somebody who asks again is news again. */
function keyOf({ guest_id, asked_at }: Call["asking"][number]): string {
  return `${guest_id} ${asked_at}`;
}
