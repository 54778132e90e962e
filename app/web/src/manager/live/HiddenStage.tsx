import { Text } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { CallDetail } from "../../shared/api/types";
import { CallSound } from "../../shared/call/CallSound";
import { ManyStage } from "../../shared/call/grid/ManyStage";
import { type CallHandle, remotesOf } from "../../shared/call/useCall";
import { LocalMedia } from "../../shared/media/local";
import { EMPTY_STATE, type MediaSession } from "../../shared/media/session";
import { useConnectionState } from "../../shared/realtime";
import { hiddenTicket } from "./commands";
import classes from "./live.module.css";
import { LookOn } from "./lookOn";
import type { Supervision } from "./modes";

interface HiddenStageProps {
  call: CallDetail;
  supervision: Supervision;
}

const nothing = () => () => undefined;

/** The call as nobody in it knows that we see it. */
export function HiddenStage({ call, supervision }: HiddenStageProps) {
  const { t } = useTranslation(["supervision", "call"]);
  const { serverOffset } = useConnectionState();
  const { ready, paused } = supervision;
  const handle = useLookOn(call, supervision.id, ready && !paused);
  return (
    <section className={classes.stage} aria-label={t("call:stage.label")}>
      {ready && !paused && <ManyStage handle={handle} serverOffset={serverOffset} />}
      {paused && <Curtain text={t("watch.paused")} />}
      {!ready && !paused && <Curtain text={t(supervision.problem ? "watch.unreachable" : "watch.moving")} />}
      <CallSound handle={handle} />
    </section>
  );
}

function Curtain({ text }: { text: string }) {
  return (
    <div className={classes.curtain} role="status">
      <IconPlayerPause size={32} aria-hidden />
      <Text maw={420}>{text}</Text>
    </div>
  );
}

function useLookOn(call: CallDetail, id: number, wanted: boolean): CallHandle {
  const [local] = useState(() => new LocalMedia());
  const ticket = useMemo(() => () => hiddenTicket(id), [id]);
  const [lookOn, setLookOn] = useState<LookOn | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const opened = new LookOn(ticket);
    setLookOn(opened);
    return () => {
      opened.close();
      setLookOn(null);
    };
  }, [wanted, ticket]);
  useEffect(() => lookOn?.follow(call), [lookOn, call]);
  const state = useSyncExternalStore(
    lookOn?.store.subscribe ?? nothing,
    lookOn?.store.get ?? (() => EMPTY_STATE),
  );
  const show = useCallback<MediaSession["show"]>((...shown) => lookOn?.show(...shown), [lookOn]);
  return useMemo(
    () => ({
      phase: { name: "joined" },
      local,
      remotes: remotesOf(call, state),
      line: state.line,
      problem: state.problem,
      audioOnly: false,
      setAudioOnly: () => undefined,
      show,
      takeBack: () => undefined,
    }),
    [local, call, state, show],
  );
}
