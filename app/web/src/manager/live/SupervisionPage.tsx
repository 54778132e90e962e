import { Button, Skeleton } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconEyeOff } from "@tabler/icons-react";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallDetail } from "../../shared/api/types";
import { boot } from "../../shared/boot";
import type { ChatMessage } from "../../shared/call/types";
import { useRoom } from "../../shared/realtime";
import {
  ErrorState,
  LimitDialog,
  notifyFailed,
  planFeatureOf,
  planLimitOf,
  problemText,
  StateMessage,
  UpgradeDialog,
} from "../../shared/ui";
import { reduceCallRoom } from "../../workstation/state/reducers";
import type { CallRoom } from "../../workstation/types";
import { BargeStage } from "./BargeStage";
import { HiddenStage } from "./HiddenStage";
import classes from "./live.module.css";
import { isMode, type Mode, type Supervision } from "./modes";
import { SupervisionBar } from "./SupervisionBar";
import type { Supervising } from "./supervising";
import { useSupervising } from "./useSupervising";
import { WatchSide } from "./WatchSide";
import { WhisperLine } from "./WhisperLine";

const LIST = "/live-calls";

/** A call under supervision, from the press on its line until it is left. */
export default function SupervisionPage() {
  const { t } = useTranslation("supervision");
  const { callId } = useParams({ strict: false }) as { callId: string };
  const { mode } = useSearch({ strict: false }) as { mode?: string };
  const id = Number(callId);
  const wanted = isMode(mode) ? mode : "monitor";
  const [supervising, { supervision, busy, refusal }] = useSupervising(id, wanted);
  useDocumentTitle(`${t("watch.title")} · ${boot.company?.brand.name ?? "Voki"}`);
  const room = useRoom<CallRoom>(`call:${id}`, reduceCallRoom);
  if (refusal) return <Refused refusal={refusal} onRetry={() => void supervising?.begin(wanted)} />;
  if (supervision?.ended_at) return <Ended supervision={supervision} />;
  if (!supervising || !supervision || !room.data) {
    return (
      <div className={classes.page}>
        <Skeleton h={72} />
        <Skeleton className={classes.stage} />
      </div>
    );
  }
  return <Watching {...{ supervising, supervision, busy }} {...room.data} />;
}

interface WatchingProps {
  supervising: Supervising;
  supervision: Supervision;
  busy: boolean;
  call: CallDetail;
  messages: readonly ChatMessage[];
}

function Watching({ supervising, supervision, busy, call, messages }: WatchingProps) {
  const { t } = useTranslation("supervision");
  const navigate = useNavigate();
  const [limit, setLimit] = useState<unknown>(null);
  const seat = supervision.mode === "barge" ? supervision.participant_id : null;
  const attendant = call.participants.find(({ kind }) => kind === "attendant")?.name ?? t("whisper.nobody");
  const change = async (mode: Mode) => {
    try {
      await supervising.change(mode);
      // A reload goes on in the mode of the address.
      void navigate({ to: ".", search: { mode }, replace: true });
    } catch (error) {
      if (planLimitOf(error)) setLimit(error);
      else notifyFailed(problemText(error));
    }
  };
  return (
    <div className={classes.page}>
      <SupervisionBar
        call={call}
        supervision={supervision}
        busy={busy}
        onMode={(mode) => void change(mode)}
        onLeave={() => void navigate({ to: LIST })}
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          {supervision.mode === "whisper" && (
            <WhisperLine key={supervision.id} supervisionId={supervision.id} attendant={attendant} />
          )}
          {seat === null ? (
            <HiddenStage call={call} supervision={supervision} />
          ) : (
            <BargeStage key={seat} call={call} seat={seat} />
          )}
        </div>
        <aside className={classes.side} aria-label={t("side.label")}>
          <WatchSide call={call} messages={messages} seat={seat} />
        </aside>
      </div>
      <LimitDialog error={limit} onClose={() => setLimit(null)} />
    </div>
  );
}

function Refused({ refusal, onRetry }: { refusal: unknown; onRetry: () => void }) {
  const { t } = useTranslation("supervision");
  const navigate = useNavigate();
  const back = () => void navigate({ to: LIST });
  const plan = planFeatureOf(refusal) ?? planLimitOf(refusal);
  return (
    <div className={classes.page}>
      <ErrorState title={t("watch.refused")} error={refusal} onRetry={onRetry} />
      {plan && <UpgradeDialog error={refusal} onClose={back} />}
      {plan && <LimitDialog error={refusal} onClose={back} />}
      <Back />
    </div>
  );
}

function Ended({ supervision }: { supervision: Supervision }) {
  const { t } = useTranslation("supervision");
  return (
    <div className={classes.page}>
      <StateMessage
        icon={IconEyeOff}
        title={t("watch.ended")}
        text={t(`ends.${supervision.end_reason ?? "left"}`)}
        role="status"
      >
        <Back />
      </StateMessage>
    </div>
  );
}

function Back() {
  const { t } = useTranslation("supervision");
  const navigate = useNavigate();
  return (
    <Button variant="default" mx="auto" onClick={() => void navigate({ to: LIST })}>
      {t("watch.back")}
    </Button>
  );
}
