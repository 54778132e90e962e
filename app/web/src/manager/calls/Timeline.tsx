import { Timeline as MantineTimeline, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { CallDetail } from "../../shared/api/types";
import { DateTime } from "../../shared/ui";

type CallEvent = CallDetail["events"][number];

function sentence(event: CallEvent, t: TFunction<"manager">): string {
  const key = `calls.events.${event.kind as "queued"}` as const;
  const department = String(event.details.department ?? "");
  const guest = String(event.details.guest ?? "");
  return t(key, { name: event.actor_name, department, guest, defaultValue: event.kind });
}

function reason(event: CallEvent, t: TFunction<"manager">): string | null {
  const { reason: code } = event.details;
  return typeof code === "string"
    ? t(`calls.endReasons.${code as "abandoned"}`, { defaultValue: code })
    : null;
}

/** What happened in the call, in order. */
export function Timeline({ events }: { events: CallEvent[] }) {
  const { t } = useTranslation("manager");
  return (
    <MantineTimeline bulletSize={12} lineWidth={2} active={events.length}>
      {events.map((event) => (
        <MantineTimeline.Item
          key={`${event.at} ${event.kind} ${event.actor_name}`}
          title={sentence(event, t)}
        >
          <Text size="sm" c="dimmed">
            <DateTime at={event.at} />
            {reason(event, t) && ` · ${reason(event, t)}`}
          </Text>
        </MantineTimeline.Item>
      ))}
    </MantineTimeline>
  );
}
