import { Alert, Button, PinInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccessLayout } from "../manager/access/AccessLayout";
import { useBusy } from "../manager/access/useBusy";
import { isProblem } from "../shared/api/problem";
import { serverText } from "../shared/i18n/server";
import { notifyDone, problemText } from "../shared/ui";
import { sendAgain, verify } from "./progress";
import type { StepProps } from "./SignupPage";

const DIGITS = 6;

/** The code of the mail. Whoever presses the mail's link instead moves on here by themselves. */
export function CodeForm({ token, signup, onChanged, onStartOver }: StepProps & { onStartOver: () => void }) {
  const { t } = useTranslation("signup");
  const [code, setCode] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, send] = useBusy(async (typed: string) => {
    setError(null);
    try {
      onChanged(await verify(token, typed));
    } catch (reason) {
      setError(said(reason));
      setCode("");
    }
  });
  const [asking, again] = useBusy(async () => {
    try {
      onChanged(await sendAgain(token));
      notifyDone(t("code.sent"));
    } catch (reason) {
      setError(problemText(reason));
    }
  });
  return (
    <AccessLayout title={t("code.title")} text={t("code.text", { email: signup.email })}>
      <Stack gap="md">
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <PinInput
          length={DIGITS}
          type="number"
          oneTimeCode
          autoFocus
          size="lg"
          aria-label={t("code.label")}
          value={code}
          onChange={setCode}
          onComplete={(typed) => void send(typed)}
          disabled={busy}
        />
        <Button size="md" loading={busy} disabled={code.length < DIGITS} onClick={() => void send(code)}>
          {t("code.button")}
        </Button>
        <Text size="sm" c="dimmed">
          {t("code.hint")}
        </Text>
        <Button variant="default" loading={asking} onClick={() => void again()}>
          {t("code.again")}
        </Button>
        <Button variant="subtle" color="gray" onClick={onStartOver}>
          {t("code.startOver")}
        </Button>
      </Stack>
    </AccessLayout>
  );
}

function said(reason: unknown): string {
  const about = isProblem(reason) ? reason.fieldErrors.code : undefined;
  return about ? serverText(about) : problemText(reason);
}
