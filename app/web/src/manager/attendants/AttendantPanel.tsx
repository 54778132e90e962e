import { Divider, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import type { Attendant } from "../../shared/api/types";
import { useCan, useManages, useSession } from "../../shared/session";
import { DateTime, ErrorState, Facts, SidePanel, StateBadge, TimeAgo } from "../../shared/ui";
import { AccountActions } from "./AccountActions";
import { EditAttendant } from "./EditAttendant";
import { accountState } from "./state";

function Details({ person }: { person: Attendant }) {
  const { t } = useTranslation("manager");
  const { tone, key } = accountState(person);
  const self = useSession().person.id === person.id;
  const canEdit = useCan()("people.edit");
  const mayManage = useManages()(person.role) && canEdit;
  return (
    <Stack gap="lg">
      <Facts
        items={[
          [t("attendants.email"), person.email],
          [t("status"), <StateBadge key="state" tone={tone} label={t(`attendants.state.${key}`)} />],
          [t("attendants.lastSeen"), <TimeAgo key="seen" at={person.last_seen_at} />],
          [t("attendants.since"), <DateTime key="since" at={person.created_at} />],
        ]}
      />
      <Divider />
      <EditAttendant key={person.id} person={person} readOnly={!mayManage && !(self && canEdit)} />
      {mayManage && !self && (
        <>
          <Divider />
          <AccountActions person={person} />
        </>
      )}
    </Stack>
  );
}

/** One person beside the list. */
export default function AttendantPanel() {
  const { t } = useTranslation("manager");
  const { attendantId } = useParams({ strict: false }) as { attendantId: string };
  const id = Number(attendantId);
  const query = useQuery({
    queryKey: ["/api/v1/attendants", id],
    queryFn: () =>
      unwrap(api.GET("/api/v1/attendants/{attendant_id}", { params: { path: { attendant_id: id } } })),
  });
  return (
    <SidePanel title={query.data?.name ?? t("attendants.one")} backTo="/attendants">
      {query.isPending && <Skeleton h={320} />}
      {query.isError && (
        <ErrorState title={t("attendants.failed")} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Details person={query.data} />}
    </SidePanel>
  );
}
