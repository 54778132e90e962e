import { Button, Loader, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fileSize } from "../shared/call/attachments";
import { currentLanguage } from "../shared/i18n";
import { useCan } from "../shared/session";
import { CalendarDate, DateTime, notifyFailed, problemText, StateBadge, type Tone } from "../shared/ui";
import classes from "./CompanyPage.module.css";
import { type CompanyDetail, exportLink } from "./company";
import { Section } from "./Section";

type Task = CompanyDetail["tasks"][number];
const TONES: Record<Task["state"], Tone> = {
  waiting: "amber",
  done: "green",
  failed: "red",
  expired: "gray",
};

function Download({ company, task }: { company: CompanyDetail; task: Task }) {
  const { t } = useTranslation("companies");
  const fetching = useMutation({
    mutationFn: () => exportLink(company.id, task.id),
    onSuccess: (url) => window.location.assign(url),
    onError: (error) => notifyFailed(problemText(error)),
  });
  return (
    <Button
      size="xs"
      variant="default"
      mt={8}
      leftSection={<IconDownload size={16} />}
      loading={fetching.isPending}
      onClick={() => fetching.mutate()}
    >
      {t("tasks.download", { size: fileSize(task.size ?? 0, currentLanguage()) })}
    </Button>
  );
}

function TaskLine({ company, task }: { company: CompanyDetail; task: Task }) {
  const { t } = useTranslation("companies");
  const can = useCan();
  const canFetch = task.kind === "export" && task.state === "done" && can("companies.export");
  const who = task.asked_by === "retention" ? t("tasks.byRetention") : task.asked_by;
  return (
    <li>
      <div className={classes.head}>
        <Text fw={500}>{t(`tasks.kind.${task.kind}`)}</Text>
        {task.state === "waiting" && !task.error ? (
          <Loader size="xs" aria-label={t("tasks.state.waiting")} />
        ) : (
          <StateBadge tone={TONES[task.state]} label={t(`tasks.state.${task.state}`)} />
        )}
      </div>
      {task.error && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t("tasks.tried", { count: task.attempts })} {task.error}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {who} · <DateTime at={task.asked_at} />
      </Text>
      {canFetch && (
        <>
          <Download company={company} task={task} />
          <Text size="sm" c="dimmed" mt={4}>
            {t("tasks.expires")} <CalendarDate date={task.expires_at} />
          </Text>
        </>
      )}
    </li>
  );
}

/** What staff asked for that takes its time. */
export function TaskFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation("companies");
  if (company.tasks.length === 0) return null;
  return (
    <Section title={t("tasks.title")}>
      <ul className={classes.lines} aria-live="polite">
        {company.tasks.map((task) => (
          <TaskLine key={task.id} company={company} task={task} />
        ))}
      </ul>
    </Section>
  );
}
