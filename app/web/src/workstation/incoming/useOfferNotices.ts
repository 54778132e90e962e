import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { notifyNews } from "../../shared/ui";
import type { PersonRoom } from "../types";

/** Why it stopped ringing, where the person did not do it themselves. */
export function useOfferNotices(ended: PersonRoom["lastEnded"]): void {
  const { t } = useTranslation("workstation");
  const told = useRef<number | null>(null);
  useEffect(() => {
    if (!ended || told.current === ended.offer.id) return;
    told.current = ended.offer.id;
    if (ended.reason === "accepted" || ended.reason === "declined") return;
    const message = t(`offerEnded.${ended.reason}`, { name: ended.offer.client.name });
    notifyNews(message, ended.reason === "expired");
  }, [ended, t]);
}
