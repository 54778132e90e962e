import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useRingOn } from "../presence/AlertsControl";
import type { Offer } from "../types";
import { ring } from "./ringer";

const FLASH_MS = 1_000;

/** Sound, title and system notification for as long as an offer is open. */
export function useRinging(offer: Offer | null): void {
  const { t } = useTranslation("workstation");
  const sound = useRingOn();
  const name = offer?.client.name;
  const department = offer?.department.name;
  const id = offer?.id;

  useEffect(() => (id !== undefined && sound ? ring() : undefined), [id, sound]);

  useEffect(() => {
    if (id === undefined) return;
    const before = document.title;
    const said = t("incoming.titleFlash", { name });
    document.title = said;
    const timer = setInterval(() => {
      document.title = document.title === said ? before : said;
    }, FLASH_MS);
    return () => {
      clearInterval(timer);
      document.title = before;
    };
  }, [id, name, t]);

  useEffect(() => {
    if (id === undefined || !document.hidden || !mayNotify()) return;
    const title = t("incoming.titleFlash", { name });
    const notice = new Notification(title, {
      body: department,
      tag: `offer-${id}`,
      requireInteraction: true,
    });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
    return () => notice.close();
  }, [id, name, department, t]);
}

function mayNotify(): boolean {
  return "Notification" in window && Notification.permission === "granted";
}
