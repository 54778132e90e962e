import { Alert, Button, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccessLayout } from "../manager/access/AccessLayout";
import { useBusy } from "../manager/access/useBusy";
import { api } from "../shared/api/client";
import { isProblem } from "../shared/api/problem";
import { problemText } from "../shared/ui";
import { keptToken } from "./progress";

/** Where the mail's link leads. Looking does nothing: mail scanners open links too. */
export function ConfirmPage({ link }: { link: string }) {
  const { t } = useTranslation("signup");
  const [done, setDone] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, confirm] = useBusy(async () => {
    setError(null);
    try {
      await api.PUT("/api/v1/signup-confirmations/{link}", { params: { path: { link } } });
      if (keptToken()) location.assign("/signup");
      else setDone(true);
    } catch (reason) {
      const spent = isProblem(reason) && reason.status === 404;
      setError(spent ? t("confirm.spent") : problemText(reason));
    }
  });
  if (done) return <AccessLayout title={t("confirm.done")} text={t("confirm.goBack")} />;
  return (
    <AccessLayout title={t("confirm.title")} text={t("confirm.text")}>
      <Stack gap="md">
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <Button size="md" loading={busy} onClick={() => void confirm()}>
          {t("confirm.button")}
        </Button>
      </Stack>
    </AccessLayout>
  );
}
