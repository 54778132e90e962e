import { Button, Loader, Text } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { keepAwake } from "../../shared/media/wakelock";
import { useConnectionState } from "../../shared/realtime";
import { Frame } from "./Frame";
import { useCommand } from "./useCommand";
import type { Visit } from "./useVisit";
import classes from "./WaitingStage.module.css";

const MINUTE = 60;

export function WaitingStage({ visit: { visit, commands } }: { visit: Visit }) {
  const { t } = useTranslation("client");
  const { pending, problem, run } = useCommand();
  const { status } = useConnectionState();
  useEffect(() => keepAwake(), []);
  const position = visit.queue?.position ?? 1;
  return (
    <Frame
      title={t("waiting.title", { department: visit.department.name })}
      problem={problem}
      actions={
        <Button fullWidth variant="default" loading={pending} onClick={() => void run(commands.leaveQueue)}>
          {t("waiting.leave")}
        </Button>
      }
    >
      <DepartmentLogo name={visit.department.name} url={visit.department.logo_url} />
      <div className={classes.card} role="status" aria-live="polite">
        <Text className={classes.label}>{t("waiting.position")}</Text>
        <Text className={classes.position}>{position}</Text>
        <Text className={classes.ahead}>
          {position === 1 ? t("waiting.next") : t("waiting.ahead", { count: position - 1 })}
        </Text>
        <Wait seconds={visit.queue?.estimated_wait_seconds ?? null} />
      </div>
      <div className={classes.hint}>
        <Loader size="sm" type="dots" aria-hidden />
        <Text>{status === "stale" ? t("waiting.offline") : t("waiting.stay")}</Text>
      </div>
      <Text c="dimmed">{t("waiting.then")}</Text>
    </Frame>
  );
}

function DepartmentLogo({ name, url }: { name: string; url: string | null }) {
  return url ? <img className={classes.logo} src={url} alt={name} /> : null;
}

/** Only what can be said honestly: nothing without enough recent calls. */
function Wait({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation("client");
  if (seconds === null) return <Text c="dimmed">{t("waiting.noEstimate")}</Text>;
  const minutes = Math.ceil(seconds / MINUTE);
  return <Text fw={600}>{t("waiting.estimate", { count: minutes })}</Text>;
}
