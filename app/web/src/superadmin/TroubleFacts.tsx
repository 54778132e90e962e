import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StateBadge, TimeAgo } from "../shared/ui";
import classes from "./CompanyPage.module.css";
import type { CompanyDetail } from "./company";
import { Section } from "./Section";

interface TroubleProps {
  name: string;
  error: string | null;
  at: string | null;
  state: string;
  final: boolean;
}

function Trouble({ name, error, at, state, final }: TroubleProps) {
  return (
    <li>
      <div className={classes.head}>
        <code className={classes.code}>{name}</code>
        <StateBadge tone={final ? "red" : "amber"} label={state} />
      </div>
      {error && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {error}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        <TimeAgo at={at} />
      </Text>
    </li>
  );
}

/** Jobs that failed, and mails and messages that do not get through. */
export function TroubleFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation("companies");
  const jobs = company.failed_jobs ?? [];
  const entries = company.late_entries ?? [];
  return (
    <Section title={t("trouble.title")}>
      {company.failed_jobs === null && <Text c="dimmed">{t("trouble.queueAway")}</Text>}
      {company.failed_jobs && jobs.length + entries.length === 0 && (
        <Text c="dimmed">{t("trouble.none")}</Text>
      )}
      <ul className={classes.lines}>
        {jobs.map((job) => (
          <Trouble
            key={job.id}
            name={job.name}
            error={job.reason}
            at={job.failed_at}
            state={t("trouble.failed")}
            final
          />
        ))}
        {entries.map((entry) => (
          <Trouble
            key={entry.id}
            name={entry.topic}
            error={entry.last_error}
            at={entry.created_at}
            state={
              entry.failed_at
                ? t("trouble.givenUp", { count: entry.attempts })
                : t("trouble.late", { count: entry.attempts })
            }
            final={entry.failed_at !== null}
          />
        ))}
      </ul>
    </Section>
  );
}
