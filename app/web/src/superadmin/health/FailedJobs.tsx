import { Anchor, Button, Group, Paper, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../shared/session";
import { ErrorState, TimeAgo } from "../../shared/ui";
import { ReasonDialog } from "../ReasonDialog";
import { type Act, actOnJob, type FailedJob, useFailedJobs } from "./data";
import classes from "./health.module.css";

const DONE = { retry: "jobs.retried", discard: "jobs.discarded" } as const;

function Origin({ job }: { job: FailedJob }) {
  const { t } = useTranslation("health");
  if (job.company_id === null) return <>{t("jobs.platform")}</>;
  return (
    <Anchor
      component={Link}
      to={`/superadmin/companies/${job.company_id}`}
      inherit
      c="inherit"
      underline="always"
    >
      {job.company_name ?? `${t("jobs.company")} ${job.company_id}`}
    </Anchor>
  );
}

function JobRow({ job, onAct }: { job: FailedJob; onAct: (act: Act) => void }) {
  const { t } = useTranslation("health");
  const can = useCan();
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: "1 1 280px" }}>
          <Text fw={500} className={classes.jobName}>
            {job.name}
          </Text>
          <Text size="sm" className={classes.jobName}>
            {job.reason}
          </Text>
          <Text size="sm" c="dimmed">
            <Origin job={job} /> · {t("jobs.queue", { queue: t(`items.queues.${job.queue}`) })} ·{" "}
            <TimeAgo at={job.failed_at} />
          </Text>
        </div>
        {can("health.edit") && (
          <Group gap="xs">
            <Button variant="default" size="xs" onClick={() => onAct("retry")}>
              {t("jobs.retry")}
            </Button>
            <Button variant="default" color="red" size="xs" onClick={() => onAct("discard")}>
              {t("jobs.discard")}
            </Button>
          </Group>
        )}
      </Group>
    </li>
  );
}

function JobList({ jobs }: { jobs: FailedJob[] }) {
  const { t } = useTranslation("health");
  const [asked, setAsked] = useState<{ job: FailedJob; act: Act } | null>(null);
  if (jobs.length === 0) {
    return (
      <Text c="dimmed">
        {t("jobs.none")} {t("jobs.noneText")}
      </Text>
    );
  }
  return (
    <>
      <ul className={classes.jobs}>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} onAct={(act) => setAsked({ job, act })} />
        ))}
      </ul>
      {asked && (
        <ReasonDialog
          title={t(`jobs.${asked.act}`)}
          text={t(`jobs.${asked.act}Text`, { name: asked.job.name })}
          submitLabel={t(`jobs.${asked.act}`)}
          danger={asked.act === "discard"}
          done={t(DONE[asked.act])}
          initialValues={{ reason: "" }}
          send={({ reason }) => actOnJob(asked.job, asked.act, reason)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** What failed for good, with its reason; whoever may can try it again or give it up. */
export function FailedJobs() {
  const { t } = useTranslation("health");
  const query = useFailedJobs();
  return (
    <Paper withBorder p="md" component="section" aria-label={t("jobs.title")}>
      <Title order={2} size="h4" mb="sm">
        {t("jobs.title")}
      </Title>
      {query.isError && (
        <ErrorState title={t("jobs.failedToLoad")} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <JobList jobs={query.data} />}
    </Paper>
  );
}
