import { Alert, Anchor } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { calendarDate } from "../../shared/format";
import { useSession } from "../../shared/session";

/** Says above every page that money is owed, and until when the plan holds. */
export function BillingBanner() {
  const { t } = useTranslation("billing");
  const { billing, permissions } = useSession();
  if (!billing || (billing.state !== "past_due" && billing.state !== "restricted")) return null;
  const restricted = billing.state === "restricted";
  const reason = billing.reason === "dispute" ? "dispute" : "payment";
  const date = billing.grace_until ? calendarDate(billing.grace_until) : "";
  return (
    <Alert
      role="status"
      variant="light"
      color={restricted ? "red" : "yellow"}
      icon={<IconAlertTriangle size={16} />}
      py="xs"
      radius={0}
    >
      {restricted ? t("banner.restricted") : t(`banner.${reason}`, { date })}{" "}
      {permissions.includes("billing.view") && (
        <Anchor component={Link} to="/billing" inherit underline="always" c="inherit" fw={600}>
          {t("banner.open")}
        </Anchor>
      )}
    </Alert>
  );
}
