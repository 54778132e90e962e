import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCan, useSession } from "../../shared/session";
import { DateTime, ErrorState, notifyFailed, problemText } from "../../shared/ui";
import { Section } from "../Section";
import { endOwnAccess, enterAgain, type StaffSupportAccess, useSupportAccesses } from "./data";

/** Who of the staff looked into the company last, and the way back into what is running. */
export function SupportFacts({ companyId }: { companyId: number }) {
  const { t } = useTranslation("staff");
  const query = useSupportAccesses(companyId);
  return (
    <Section title={t("support.title")}>
      {query.isPending && <Skeleton h={48} />}
      {query.isError && (
        <ErrorState title={t("support.failed")} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data?.length === 0 && <Text c="dimmed">{t("support.none")}</Text>}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: "none" }}>
        {query.data?.map((access) => (
          <li key={access.id}>
            <Text fw={500}>{access.staff_name}</Text>
            <Text>{access.reason}</Text>
            <Text size="sm" c="dimmed">
              <DateTime at={access.created_at} /> – <DateTime at={access.ended_at ?? access.expires_at} />
            </Text>
            {!access.ended_at && <Running companyId={companyId} access={access} />}
          </li>
        ))}
      </Stack>
    </Section>
  );
}

function Running({ companyId, access }: { companyId: number; access: StaffSupportAccess }) {
  const { t } = useTranslation("staff");
  const own = useSession().person.id === access.staff_id;
  const may = useCan()("support.access");
  const onError = (error: unknown) => notifyFailed(problemText(error));
  const enter = useMutation({
    mutationFn: () => enterAgain(companyId, access.id),
    onSuccess: (url) => window.location.assign(url),
    onError,
  });
  const end = useMutation({ mutationFn: () => endOwnAccess(companyId, access.id), onError });
  if (!may) return null;
  return (
    <Group gap="sm" mt="xs">
      {own && (
        <Button size="xs" loading={enter.isPending} onClick={() => enter.mutate()}>
          {t("support.enter")}
        </Button>
      )}
      <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate()}>
        {t("support.end")}
      </Button>
    </Group>
  );
}
