import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
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
    const expired = ended.reason === "expired";
    notifications.show({ message, color: expired ? "yellow" : "blue", autoClose: expired ? false : 6_000 });
  }, [ended, t]);
}
