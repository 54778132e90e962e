import { Button, Divider, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconBan } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { AccessLink } from "../../shared/api/types";
import { number } from "../../shared/format";
import { useCan } from "../../shared/session";
import {
  CalendarDate,
  ConfirmDialog,
  DateTime,
  ErrorState,
  Facts,
  notifyDone,
  problemText,
  SidePanel,
  StateBadge,
} from "../../shared/ui";
import { Accesses } from "./Accesses";
import { STATUS_TONE } from "./catalogue";
import { ShareLink } from "./ShareLink";

function CancelLink({ link }: { link: AccessLink }) {
  const { t } = useTranslation("manager");
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () =>
      api.POST("/api/v1/access-links/{link_id}/cancel", { params: { path: { link_id: link.id } } }),
    onSuccess: () => {
      notifyDone(t("links.canceled"));
      setAsking(false);
      return queryClient.invalidateQueries({ queryKey: ["/api/v1/access-links"] });
    },
  });
  return (
    <Group>
      <Button variant="default" leftSection={<IconBan size={16} />} onClick={() => setAsking(true)}>
        {t("links.cancel")}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t("links.cancel")}
        text={t("links.confirmCancel", { name: link.label || link.url })}
        confirmLabel={t("links.cancel")}
        busy={cancel.isPending}
        error={cancel.error ? problemText(cancel.error) : null}
        onConfirm={() => cancel.mutate()}
        onClose={() => setAsking(false)}
      />
    </Group>
  );
}

function LinkFacts({ link }: { link: AccessLink }) {
  const { t } = useTranslation("manager");
  return (
    <Facts
      items={[
        [
          t("status"),
          <StateBadge
            key="status"
            tone={STATUS_TONE[link.status]}
            label={t(`links.statuses.${link.status}`)}
          />,
        ],
        [t("links.type"), t(`links.types.${link.type}`)],
        [t("department"), link.department.name],
        ...(link.scheduled_for
          ? [
              [t("links.scheduledFor"), <DateTime key="for" at={link.scheduled_for} />] as [
                string,
                React.ReactNode,
              ],
            ]
          : []),
        [t("links.expiresOn"), <CalendarDate key="until" date={link.expires_on} />],
        [t("links.accesses"), number(link.access_count)],
        [t("links.usedAt"), <DateTime key="used" at={link.used_at} />],
        [t("links.created"), <DateTime key="created" at={link.created_at} />],
        [t("links.createdBy"), link.created_by_name],
      ]}
    />
  );
}

function Details({ link }: { link: AccessLink }) {
  const { t } = useTranslation("manager");
  const mayEdit = useCan()("links.edit");
  return (
    <Stack gap="lg">
      {link.status === "active" ? (
        <ShareLink link={link} />
      ) : (
        <Text c="dimmed">{t(`links.closed.${link.status}`)}</Text>
      )}
      <LinkFacts link={link} />
      {mayEdit && link.status === "active" && <CancelLink link={link} />}
      <Divider />
      <Title order={3}>{t("links.accesses")}</Title>
      <Accesses linkId={link.id} />
    </Stack>
  );
}

/** One link beside the list: to share, to follow, to cancel. */
export default function LinkPanel() {
  const { t } = useTranslation("manager");
  const { linkId } = useParams({ strict: false }) as { linkId: string };
  const id = Number(linkId);
  const query = useQuery({
    queryKey: ["/api/v1/access-links", id],
    queryFn: () => unwrap(api.GET("/api/v1/access-links/{link_id}", { params: { path: { link_id: id } } })),
  });
  return (
    <SidePanel title={query.data?.label || t("links.one")} backTo="/access-links">
      {query.isPending && <Skeleton h={320} />}
      {query.isError && (
        <ErrorState title={t("links.failed")} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Details link={query.data} />}
    </SidePanel>
  );
}
