import { Anchor, Group, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconWifi } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { fetchAll } from "../../shared/api/list";
import type { Department } from "../../shared/api/types";
import { useRooms } from "../../shared/realtime";
import { useSession } from "../../shared/session";
import { TimeAgo } from "../../shared/ui";
import { feedOf, type QualityAlert, reduceQuality } from "./alerts";
import classes from "./quality.module.css";
import { useMeasure } from "./useMeasure";

const SEES_ALL = ["owner", "manager"];
const MOST_OVER = 3;

/** Lines that are bad now, live, and those that have just become good again; nothing where all is well. */
export function QualityFeed() {
  const { t } = useTranslation("quality");
  const id = useId();
  const rooms = useRooms(useRoomNames(), reduceQuality);
  const feed = useMemo(() => feedOf(rooms, MOST_OVER), [rooms]);
  if (feed.length === 0) return null;
  return (
    <section className={classes.feed} aria-labelledby={id}>
      <Title order={2} size="h5" id={id}>
        {t("feed.title")}
      </Title>
      <ul className={classes.list} aria-live="polite">
        {feed.map((alert) => (
          <Line key={alert.id} alert={alert} />
        ))}
      </ul>
    </section>
  );
}

function Line({ alert }: { alert: QualityAlert }) {
  const { t } = useTranslation("quality");
  const measure = useMeasure();
  const isOver = alert.cleared_at !== null;
  const Glyph = isOver ? IconWifi : IconAlertTriangle;
  const value = measure(alert.kind, isOver ? alert.worst : alert.value);
  const limit = measure(alert.kind, alert.limit);
  return (
    <li className={classes.line} data-over={isOver || undefined}>
      <Glyph size={18} aria-hidden className={classes.glyph} />
      <Text size="sm" className={classes.text}>
        <b>{alert.participant.name}</b> {t(`kind.${alert.participant.kind}`)}.{" "}
        {t(isOver ? `feed.over.${alert.kind}` : `feed.now.${alert.kind}`, { value, limit })}
      </Text>
      <Group gap={8}>
        <Text size="sm" c="dimmed">
          {alert.department.name}
        </Text>
        <Anchor size="sm" component={Link} to={`/calls/${alert.call_id}`}>
          {alert.protocol}
        </Anchor>
        <Text size="sm" c="dimmed">
          <TimeAgo at={alert.cleared_at ?? alert.raised_at} />
        </Text>
      </Group>
    </li>
  );
}

/** Who sees all departments has one room for them; the others have one each. */
function useRoomNames(): readonly string[] {
  const all = SEES_ALL.includes(useSession().person.role);
  const { data = [] } = useQuery<Department[]>({
    queryKey: ["/api/v1/departments", "all"],
    queryFn: () => fetchAll("/api/v1/departments", { sort: "name" }),
    enabled: !all,
  });
  return useMemo(() => (all ? ["quality:all"] : data.map(({ id }) => `quality:${id}`)), [all, data]);
}
