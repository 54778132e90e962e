import { Alert } from "@mantine/core";
import { useDebouncedValue, useNetwork } from "@mantine/hooks";
import { IconPlugConnectedX, IconWifiOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useConnectionState } from "../realtime";

const PATIENCE_MS = 3_000;

/** Says that what is shown may be old. A blink of the network shows nothing. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  const { status } = useConnectionState();
  const [settled] = useDebouncedValue(status, PATIENCE_MS);
  const said = status === "ended" ? "ended" : status === "live" || settled === "live" ? null : settled;
  if (!said) return null;
  const key = said === "ended" ? "ended" : online ? said : "offline";
  return (
    <Alert
      role="status"
      variant="light"
      color={said === "ended" ? "red" : "yellow"}
      icon={online ? <IconPlugConnectedX size={16} /> : <IconWifiOff size={16} />}
      py="xs"
      radius={0}
    >
      {t(`connection.${key}`)}
    </Alert>
  );
}
