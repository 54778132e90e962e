import { Alert } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { IconPlugConnectedX, IconWifiOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConnectionState, useConnectionState } from "../realtime";

type Status = ConnectionState["status"];

const PATIENCE_MS = 3_000;

/** A blink of the network is no news, and neither is the moment that a page takes to connect at its start. */
function useSettled(status: Status): Status {
  const [settled, setSettled] = useState<Status>("live");
  useEffect(() => {
    if (status === "live") return setSettled("live");
    const timer = window.setTimeout(() => setSettled(status), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, [status]);
  return status === "live" || status === "ended" ? status : settled;
}

/** Says that what is shown may be old. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  const said = useSettled(useConnectionState().status);
  if (said === "live") return null;
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
