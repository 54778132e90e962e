import { Skeleton, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../shared/session";
import { PresenceBadge } from "../../shared/ui";
import { reasonText } from "../presence/reasons";
import { useDepartmentRooms } from "../state/useDepartmentRooms";
import { useQueueDepartments } from "../state/useOwnRoom";
import type { DepartmentQueue, Presence } from "../types";
import classes from "../Workstation.module.css";
import { teamSelector } from "./team";

/** The colleagues of one's departments and what they do now. */
export function TeamPanel() {
  const { t } = useTranslation("workstation");
  const { person } = useSession();
  const { data } = useQueueDepartments();
  const departments = data ?? NONE;
  const [select] = useState(teamSelector);
  const everybody = useDepartmentRooms(departments, select);
  const loaded = useDepartmentRooms(departments, hasLoaded) || data?.length === 0;
  const team = everybody.filter(({ person_id }) => person_id !== person.id);
  return (
    <section className={classes.block} aria-label={t("team.label")}>
      <Title order={2} size="h3" mb="sm">
        {t("team.label")}
      </Title>
      {!loaded && <TeamSkeleton />}
      {loaded && team.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("team.empty")}
        </Text>
      )}
      {team.length > 0 && (
        <ul className={classes.list}>
          {team.map((presence) => (
            <TeamLine key={presence.person_id} presence={presence} />
          ))}
        </ul>
      )}
    </section>
  );
}

const NONE: number[] = [];
const hasLoaded = (queues: readonly DepartmentQueue[]) => queues.length > 0;

function TeamSkeleton() {
  return (
    <Stack gap="xs">
      <Skeleton h={28} />
      <Skeleton h={28} />
    </Stack>
  );
}

function TeamLine({ presence }: { presence: Presence }) {
  const { t } = useTranslation("workstation");
  const reason = reasonText(presence.reason, t);
  return (
    <li className={classes.line}>
      <div className={classes.lineText}>
        <Text size="sm" truncate title={presence.name}>
          {presence.name}
        </Text>
        {reason && (
          <Text size="xs" c="dimmed">
            {reason}
          </Text>
        )}
      </div>
      <PresenceBadge state={presence.state} />
    </li>
  );
}
