import { notifications } from "@mantine/notifications";
import i18next from "i18next";

const closing = () => ({ closeButtonProps: { "aria-label": i18next.t("close") } });

/** Says in a corner that something worked; for what must be seen use a banner or dialog. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: "green", autoClose: 4_000, ...closing() });
}

export function notifyFailed(message: string): void {
  notifications.show({ message, color: "red", autoClose: 8_000, role: "alert", ...closing() });
}

/** Says that something changed without the person's doing; `stays` until they have closed it. */
export function notifyNews(message: string, stays = false): void {
  const autoClose = stays ? false : 6_000;
  notifications.show({ message, color: stays ? "yellow" : "blue", autoClose, ...closing() });
}
