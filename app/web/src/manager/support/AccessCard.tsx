import { Button, Group, Paper, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { DateTime, notifyDone, notifyFailed, problemText, StateBadge } from "../../shared/ui";
import { endAccess, type SupportAccess } from "./data";

/** One access: who, why, from when to when, and how it ended. */
export function AccessCard({ access }: { access: SupportAccess }) {
  const { t } = useTranslation("support");
  const name = access.staff_name;
  const end = useMutation({
    mutationFn: () => endAccess(access.id),
    onSuccess: () => notifyDone(t("ended", { name })),
    onError: (error) => notifyFailed(problemText(error)),
  });
  return (
    <Paper component="li" withBorder p="md">
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{name}</Text>
        {access.ended_how ? (
          <StateBadge tone="gray" label={t(`how.${access.ended_how}`, { by: access.ended_by })} />
        ) : (
          <StateBadge tone="amber" label={t("running")} />
        )}
      </Group>
      <Text mt={4}>{access.reason}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        <DateTime at={access.created_at} /> – <DateTime at={access.ended_at ?? access.expires_at} /> ·{" "}
        {t(access.may_change ? "mayChange" : "readOnly")}
      </Text>
      {!access.ended_how && (
        <Button mt="sm" variant="default" loading={end.isPending} onClick={() => end.mutate()}>
          {t("end")}
        </Button>
      )}
    </Paper>
  );
}
