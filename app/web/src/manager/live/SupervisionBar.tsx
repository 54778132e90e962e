import { Button, Text, Title } from "@mantine/core";
import { IconDoorExit } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CallDetail } from "../../shared/api/types";
import { useServerNow } from "../../shared/realtime";
import { Elapsed } from "../../shared/ui";
import classes from "./live.module.css";
import { ModeButtons } from "./ModeButtons";
import type { Mode, Supervision } from "./modes";

interface SupervisionBarProps {
  call: CallDetail;
  supervision: Supervision;
  busy: boolean;
  onMode: (mode: Mode) => void;
  onLeave: () => void;
}

/** Which call this is, how we are in it, the other ways, and the way out. */
export function SupervisionBar({ call, supervision, busy, onMode, onLeave }: SupervisionBarProps) {
  const { t } = useTranslation(["supervision", "call"]);
  const now = useServerNow();
  const client = call.participants.find(({ kind }) => kind === "client")?.name ?? call.client.name;
  const attendants = call.participants.filter(({ kind }) => kind === "attendant").map(({ name }) => name);
  return (
    <div className={classes.bar}>
      <div className={classes.barText}>
        <Title order={1} size="h2" className={classes.wrap}>
          {client}
        </Title>
        <Text size="sm" c="dimmed" data-figures>
          {[...attendants, call.department.name].join(" · ")}
          {call.answered_at && (
            <>
              {" · "}
              <Elapsed since={call.answered_at} now={now} />
            </>
          )}
        </Text>
        <Text size="sm" role="status">
          {t(`modes.${supervision.mode}Now`)}
        </Text>
      </div>
      <div className={classes.barButtons}>
        <ModeButtons
          label={t("watch.modes")}
          current={supervision.mode}
          disabled={busy}
          size="sm"
          onChoose={onMode}
        />
        <Button size="sm" color="red" leftSection={<IconDoorExit size={18} aria-hidden />} onClick={onLeave}>
          {t("call:controls.leave")}
        </Button>
      </div>
    </div>
  );
}
