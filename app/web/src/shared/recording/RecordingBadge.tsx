import { useTranslation } from "react-i18next";
import type { RecordingState } from "../call/types";
import { useServerNow } from "../realtime";
import { Elapsed } from "../ui/Time";
import classes from "./recording.module.css";
import { isComing, isRunning } from "./states";

interface RecordingBadgeProps {
  recording: RecordingState | null;
  /** How long it has been running, for those who work with it. */
  timed?: boolean;
}

/** What everyone in a call must see while it is recorded. */
export function RecordingBadge({ recording, timed = false }: RecordingBadgeProps) {
  const { t } = useTranslation("recording");
  if (isComing(recording)) {
    return (
      <span role="status" className={classes.badge}>
        {t("soon")}
      </span>
    );
  }
  if (!isRunning(recording)) return null;
  return (
    <span className={classes.badge} data-running>
      <span className={classes.dot} aria-hidden />
      <span role="status" aria-label={t("recording")}>
        {t("recording")}
      </span>
      {timed && recording?.started_at && <Running since={recording.started_at} />}
    </span>
  );
}

function Running({ since }: { since: string }) {
  const now = useServerNow();
  return <Elapsed since={since} now={now} />;
}
