import { Group, Stack, Text } from "@mantine/core";
import { IconBroadcast, IconPlayerPause, IconRecordMail, IconUsers } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useServerNow } from "../../shared/realtime";
import { useSession } from "../../shared/session";
import {
  type Column,
  Elapsed,
  ListPage,
  type ListState,
  NameCell,
  StateBadge,
  TitleCell,
  type Tone,
  UpgradeDialog,
} from "../../shared/ui";
import { CallStatusBadge } from "../calls/CallStatusBadge";
import { FilterSelect } from "../FilterSelect";
import { QualityFeed } from "../quality/QualityFeed";
import { useAttendantOptions, useDepartmentOptions } from "../queries";
import { startSupervision } from "./commands";
import { ModeButtons } from "./ModeButtons";
import { ICONS, type LiveCall, type Mode } from "./modes";
import { PATH, useLiveList } from "./useLiveList";

const FILTERS = ["department_id", "person_id"] as const;
const QUALITY_TONES = { good: "green", fair: "amber", poor: "red" } as const satisfies Record<string, Tone>;

type T = TFunction<["supervision", "manager", "shared", "call"]>;

function RunningTime({ call }: { call: LiveCall }) {
  const now = useServerNow();
  return <Elapsed since={call.answered_at ?? call.created_at} now={now} />;
}

function Status({ call }: { call: LiveCall }) {
  const { t } = useTranslation("supervision");
  return (
    <Stack gap={2}>
      <CallStatusBadge status={call.status} />
      {call.on_hold && !call.consulting && (
        <StateBadge tone="amber" icon={IconPlayerPause} label={t("live.onHold")} />
      )}
      {call.consulting && <StateBadge tone="amber" label={t("live.consulting")} />}
    </Stack>
  );
}

/** How the media run: over what, for how many, how well, and whether they are recorded. */
function Media({ call }: { call: LiveCall }) {
  const { t } = useTranslation(["supervision", "call"]);
  const recording = call.recording === "recording" || call.recording === "starting";
  return (
    <Stack gap={2}>
      <Group gap={6} wrap="nowrap">
        <IconUsers size={14} aria-hidden style={{ flex: "none" }} />
        <Text span inherit data-figures style={{ whiteSpace: "nowrap" }}>
          {t("live.participants", { count: call.participants })}
        </Text>
      </Group>
      <Text span inherit c="dimmed" size="sm">
        {t(`live.media.${call.media_mode}`)}
      </Text>
      {call.quality && (
        <StateBadge tone={QUALITY_TONES[call.quality]} label={t(`call:quality.${call.quality}`)} />
      )}
      {recording && <StateBadge tone="red" icon={IconRecordMail} label={t("live.recording")} />}
    </Stack>
  );
}

function Supervisors({ call }: { call: LiveCall }) {
  const { t } = useTranslation(["supervision", "shared"]);
  if (call.supervisors.length === 0) return <>{t("shared:dash")}</>;
  return (
    <Stack gap={2}>
      {call.supervisors.map(({ id, name, mode }) => (
        <StateBadge key={id} tone="blue" icon={ICONS[mode]} label={`${name}, ${t(`modes.${mode}`)}`} />
      ))}
    </Stack>
  );
}

interface ActionsProps {
  call: LiveCall;
  onRefused: (refusal: unknown) => void;
}

function Actions({ call, onRefused }: ActionsProps) {
  const { t } = useTranslation("supervision");
  const { person, features } = useSession();
  const navigate = useNavigate();
  if (call.attendant?.id === person.id) return <Text c="dimmed">{t("live.own")}</Text>;
  const locked = !features.includes("supervision");
  const open = (mode: Mode) => void navigate({ to: `/live-calls/${call.id}`, search: { mode } });
  // The server knows the plan and whom to ask for another one.
  const ask = (mode: Mode) => startSupervision(call.id, mode).then(() => open(mode), onRefused);
  return (
    <ModeButtons
      label={t("live.actions", { name: call.client_name })}
      locked={locked}
      disabled={call.status !== "in_progress"}
      onChoose={locked ? (mode) => void ask(mode) : open}
    />
  );
}

function columns(t: T, onRefused: (refusal: unknown) => void): Column<LiveCall>[] {
  return [
    {
      id: "client",
      header: t("manager:calls.client"),
      cell: (row) => <TitleCell title={row.client_name} detail={row.protocol} />,
    },
    { id: "status", header: t("manager:status"), cell: (row) => <Status call={row} /> },
    {
      id: "duration",
      header: t("manager:calls.duration"),
      sort: "created_at",
      align: "right",
      cell: (row) => <RunningTime call={row} />,
    },
    {
      id: "attendant",
      header: t("manager:calls.attendant"),
      cell: (row) => <NameCell>{row.attendant?.name ?? t("shared:dash")}</NameCell>,
    },
    {
      id: "department",
      header: t("manager:department"),
      cell: (row) => <NameCell>{row.department.name}</NameCell>,
    },
    { id: "media", header: t("live.mediaHeader"), cell: (row) => <Media call={row} /> },
    { id: "supervisors", header: t("live.supervisors"), cell: (row) => <Supervisors call={row} /> },
    {
      id: "actions",
      header: t("live.supervise"),
      cell: (row) => <Actions call={row} onRefused={onRefused} />,
    },
  ];
}

function Filters({ state }: { state: ListState }) {
  const { t } = useTranslation("manager");
  const departments = useDepartmentOptions();
  const attendants = useAttendantOptions();
  return (
    <>
      <FilterSelect state={state} name="department_id" label={t("department")} options={departments} />
      <FilterSelect state={state} name="person_id" label={t("calls.attendant")} options={attendants} />
    </>
  );
}

/** The calls that wait or go on now, live, with the three ways into each. */
export default function LiveCallsPage() {
  const { t } = useTranslation(["supervision", "manager", "shared", "call"]);
  const [refusal, setRefusal] = useState<unknown>(null);
  useLiveList();
  return (
    <>
      <QualityFeed />
      <ListPage
        path={PATH}
        title={t("manager:pages.liveCalls")}
        description={t("live.about")}
        noun={t("live.noun")}
        columns={columns(t, setRefusal)}
        rowName={(row) => row.client_name}
        filterNames={FILTERS}
        filters={(state) => <Filters state={state} />}
        empty={{ icon: IconBroadcast, title: t("live.emptyTitle"), text: t("live.emptyText") }}
      >
        <UpgradeDialog error={refusal} onClose={() => setRefusal(null)} />
      </ListPage>
    </>
  );
}
