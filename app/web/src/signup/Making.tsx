import { Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AccessLayout } from "../manager/access/AccessLayout";
import type { Signup } from "./progress";

/** The company is being made; it takes a few seconds. */
export function Making({ signup }: { signup: Signup }) {
  const { t } = useTranslation("signup");
  return (
    <AccessLayout title={t("making.title")} text={t("making.text", { company: signup.company_name })}>
      <Stack gap="sm" role="status">
        <Progress value={100} animated aria-label={t("making.title")} />
        <Text c="dimmed">{t("making.host", { host: signup.host })}</Text>
      </Stack>
    </AccessLayout>
  );
}
