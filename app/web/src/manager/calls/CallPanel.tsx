import { Badge, Divider, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import type { CallDetail } from "../../shared/api/types";
import { useCan } from "../../shared/session";
import { DateTime, Duration, ErrorState, Facts, SidePanel } from "../../shared/ui";
import { CallQuality } from "../quality/CallQuality";
import { RecordingsPart } from "../recordings/RecordingsPart";
import { CallStatusBadge } from "./CallStatusBadge";
import { Timeline } from "./Timeline";

function talked({ answered_at, ended_at }: CallDetail): number | null {
  return answered_at && ended_at ? (Date.parse(ended_at) - Date.parse(answered_at)) / 1000 : null;
}

function General({ call }: { call: CallDetail }) {
  const { t } = useTranslation(["manager", "shared"]);
  return (
    <Facts
      items={[
        [t("status"), <CallStatusBadge key="status" status={call.status} />],
        [t("calls.protocol"), call.protocol],
        [t("department"), call.department.name],
        [t("calls.started"), <DateTime key="start" at={call.created_at} />],
        [t("calls.answered"), <DateTime key="answer" at={call.answered_at} />],
        [t("calls.duration"), <Duration key="length" seconds={talked(call)} />],
        [
          t("calls.outcome"),
          call.outcome ? t(`calls.outcomes.${call.outcome as "converted"}`) : t("shared:dash"),
        ],
      ]}
    />
  );
}

function Participants({ call }: { call: CallDetail }) {
  const { t } = useTranslation("manager");
  const attendants = call.participants.filter(({ kind }) => kind === "attendant").map(({ name }) => name);
  return (
    <Facts
      items={[
        [t("calls.client"), call.client.name],
        [t("attendants.email"), call.client.email],
        [t("calls.phone"), call.client.phone],
        [t("calls.attendant"), attendants.join(", ")],
      ]}
    />
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <Title order={3} mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Details({ call }: { call: CallDetail }) {
  const { t } = useTranslation(["manager", "recording", "quality"]);
  const mayWatch = useCan()("recordings.view");
  return (
    <Stack gap="lg">
      <General call={call} />
      <Divider />
      <Part title={t("calls.participants")}>
        <Participants call={call} />
      </Part>
      {mayWatch && (
        <Part title={t("recording:panel.title")}>
          <RecordingsPart callId={call.id} />
        </Part>
      )}
      <Part title={t("calls.tags")}>
        {call.tags.length === 0 && <Text c="dimmed">{t("calls.noTags")}</Text>}
        <Group gap="sm">
          {call.tags.map((tag) => (
            <Badge key={tag} variant="default" tt="none">
              {tag}
            </Badge>
          ))}
        </Group>
      </Part>
      <Part title={t("calls.notes")}>
        <Text c={call.notes ? undefined : "dimmed"} style={{ whiteSpace: "pre-wrap" }}>
          {call.notes || t("calls.noNotes")}
        </Text>
      </Part>
      <Part title={t("quality:call.title")}>
        <CallQuality callId={call.id} />
      </Part>
      <Part title={t("calls.timeline")}>
        <Timeline events={call.events} />
      </Part>
    </Stack>
  );
}

/** One call beside the list. */
export default function CallPanel() {
  const { t } = useTranslation("manager");
  const { callId } = useParams({ strict: false }) as { callId: string };
  const id = Number(callId);
  const query = useQuery({
    queryKey: ["/api/v1/calls", id],
    queryFn: () => unwrap(api.GET("/api/v1/calls/{call_id}", { params: { path: { call_id: id } } })),
  });
  return (
    <SidePanel title={t("calls.details")} backTo="/calls">
      {query.isPending && <Skeleton h={320} />}
      {query.isError && (
        <ErrorState title={t("calls.failed")} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Details call={query.data} />}
    </SidePanel>
  );
}
