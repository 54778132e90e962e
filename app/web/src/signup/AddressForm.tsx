import { Alert, Button, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccessLayout } from "../manager/access/AccessLayout";
import { useBusy } from "../manager/access/useBusy";
import { problemText } from "../shared/ui";
import { AddressField } from "./AddressField";
import { chooseAddress } from "./progress";
import type { StepProps } from "./SignupPage";

/** Somebody else took the wished address while the mail was on its way. */
export function AddressForm({ token, signup, onChanged }: StepProps) {
  const { t } = useTranslation("signup");
  const [slug, setSlug] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, send] = useBusy(async () => {
    try {
      onChanged(await chooseAddress(token, slug));
    } catch (reason) {
      setError(problemText(reason));
    }
  });
  return (
    <AccessLayout title={t("address.title")} text={t("address.text", { slug: signup.slug })}>
      <Stack gap="md">
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <AddressField name={signup.company_name} value={slug} onChange={setSlug} />
        <Button size="md" loading={busy} disabled={!slug} onClick={() => void send()}>
          {t("address.button")}
        </Button>
      </Stack>
    </AccessLayout>
  );
}
