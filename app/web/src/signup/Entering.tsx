import { Alert, Anchor, Button, Loader, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { AccessLayout } from "../manager/access/AccessLayout";
import { problemText } from "../shared/ui";
import { wayIn } from "./progress";
import type { StepProps } from "./SignupPage";

/** Ready: this browser walks into the company at once; later ones sign in. */
export function Entering({ token, signup, onLeft }: StepProps & { onLeft: () => void }) {
  const { t } = useTranslation("signup");
  const [error, setError] = useState<string | null>(null);
  const address = `${location.protocol}//${signup.host}/`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: walks in once
  useEffect(() => {
    if (!signup.can_enter) return;
    wayIn(token).then(
      ({ url }) => {
        onLeft();
        location.assign(url);
      },
      (reason) => setError(problemText(reason)),
    );
  }, [token, signup.can_enter]);
  const waiting = signup.can_enter && !error;
  return (
    <AccessLayout title={t("ready.title", { company: signup.company_name })} text={t("ready.text")}>
      <Stack gap="md">
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <Anchor href={address}>{signup.host}</Anchor>
        {waiting ? (
          <Text c="dimmed" role="status">
            <Loader size={16} mr={8} aria-hidden />
            {t("ready.entering")}
          </Text>
        ) : (
          <Button component="a" href={address} size="md">
            {t("ready.button")}
          </Button>
        )}
      </Stack>
    </AccessLayout>
  );
}
