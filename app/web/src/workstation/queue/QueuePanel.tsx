import { Skeleton, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useServerNow } from "../../shared/realtime";
import { StateBadge } from "../../shared/ui";
import { useDepartmentRoom, useQueueDepartments } from "../state/useOwnRoom";
import type { DepartmentQueue } from "../types";
import classes from "../Workstation.module.css";
import { QueueLine } from "./QueueLine";

/** Who waits, by department. */
export function QueuePanel() {
  const { t } = useTranslation("workstation");
  const { data: departments, isPending, error } = useQueueDepartments();
  return (
    <section className={classes.block} aria-label={t("queue.label")}>
      <Title order={2} size="h3" mb="sm">
        {t("queue.label")}
      </Title>
      {isPending && <QueueSkeleton />}
      {error && <Text c="red">{t("queue.failed")}</Text>}
      {departments?.length === 0 && <Text c="dimmed">{t("queue.noDepartment")}</Text>}
      <Stack gap="md">
        {departments?.map((id) => (
          <DepartmentLines key={id} id={id} />
        ))}
      </Stack>
    </section>
  );
}

function DepartmentLines({ id }: { id: number }) {
  const { data, status } = useDepartmentRoom(id);
  if (status === "refused") return null;
  return data ? <Lines queue={data} /> : <QueueSkeleton />;
}

function Lines({ queue: { department, entries } }: { queue: DepartmentQueue }) {
  const { t } = useTranslation("workstation");
  const now = useServerNow();
  return (
    <section aria-label={department.name}>
      <div className={classes.lineHead}>
        <Text fw={600} size="sm" truncate>
          {department.name}
        </Text>
        <StateBadge
          tone={entries.length > 0 ? "amber" : "gray"}
          label={t("queue.waiting", { count: entries.length })}
        />
      </div>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("queue.empty")}
        </Text>
      ) : (
        <ol className={classes.list}>
          {entries.map((entry) => (
            <QueueLine key={entry.id} entry={entry} level={department.service_level_seconds} now={now} />
          ))}
        </ol>
      )}
    </section>
  );
}

function QueueSkeleton() {
  return (
    <Stack gap="xs">
      <Skeleton h={20} w="60%" />
      <Skeleton h={36} />
      <Skeleton h={36} />
    </Stack>
  );
}
