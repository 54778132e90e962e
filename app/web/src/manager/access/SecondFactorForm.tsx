import { Alert, Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBusy } from "./useBusy";

interface SecondFactorFormProps {
  error: string | null;
  onSubmit: (code: string) => Promise<void>;
  onBack: () => void;
}

/** Six digits from the authenticator app, or one of the recovery codes. */
export function SecondFactorForm({ error, onSubmit, onBack }: SecondFactorFormProps) {
  const { t } = useTranslation(["access", "shared"]);
  const [code, setCode] = useState("");
  const [busy, run] = useBusy(onSubmit);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run(code.replace(/\s/g, ""));
      }}
    >
      <Stack gap="md">
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <TextInput
          label={t("secondFactor.code")}
          autoComplete="one-time-code"
          autoFocus
          size="md"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={busy} disabled={code.trim() === ""}>
          {t("signIn.button")}
        </Button>
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t("secondFactor.back")}
        </Button>
      </Stack>
    </form>
  );
}
