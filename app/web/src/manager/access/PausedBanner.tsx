import { Alert } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../shared/session";

/** For whoever finishes a call of a company that has been paused meanwhile. */
export function PausedBanner() {
  const { t } = useTranslation("access");
  if (useSession().company?.status !== "suspended") return null;
  return (
    <Alert
      role="status"
      variant="light"
      color="orange"
      icon={<IconPlayerPause size={16} />}
      py="xs"
      radius={0}
    >
      {t("paused.inCall")}
    </Alert>
  );
}
