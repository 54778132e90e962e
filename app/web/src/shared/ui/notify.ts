import { notifications } from "@mantine/notifications";

/** Says in a corner that something worked; for what must be seen use a banner or dialog. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: "green", autoClose: 4_000 });
}

export function notifyFailed(message: string): void {
  notifications.show({ message, color: "red", autoClose: 8_000, role: "alert" });
}
