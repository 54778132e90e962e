import { Loader, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client";
import { AccessLayout } from "../access/AccessLayout";

/** A member of staff comes in from the administration, by a link that works once. */
export default function SupportEntrancePage() {
  const { t } = useTranslation("support");
  const { token = "" } = useParams({ strict: false }) as { token?: string };
  const [spent, setSpent] = useState(false);
  useEffect(() => {
    const options = { params: { path: { token } } };
    // The whole page anew: nothing of another session of this browser may stay.
    void api
      .POST("/api/v1/support-entrances/{token}", options)
      .then(() => window.location.replace("/"))
      .catch(() => setSpent(true));
  }, [token]);
  if (spent) return <AccessLayout title={t("spent")} text={t("spentText")} />;
  return (
    <AccessLayout title={t("entering")}>
      <Text c="dimmed" role="status">
        <Loader size={16} mr={8} aria-hidden />
        {t("enteringText")}
      </Text>
    </AccessLayout>
  );
}
