import { SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { memo, type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { AfterPicture } from "../shared/call/AfterPicture";
import { useUnread } from "../shared/call/useUnread";
import { NoCall } from "./NoCall";
import { PresencePanel } from "./presence/PresencePanel";
import { CallbacksPanel } from "./queue/CallbacksPanel";
import { QueuePanel } from "./queue/QueuePanel";
import { TeamPanel } from "./queue/TeamPanel";
import { type SideTab, SideTabs } from "./side/SideTabs";
import { CallPanel } from "./stage/CallPanel";
import { IdleStage } from "./stage/IdleStage";
import { isSeated } from "./state/calls";
import { useLiveCall } from "./state/liveCall";
import { useCallRoom } from "./state/useOwnRoom";
import type { PersonRoom } from "./types";
import classes from "./Workstation.module.css";

type Pane = "queue" | "stage" | "side";
const WIDE = "(min-width: 1280px)";
const NO_MESSAGES: never[] = [];

/** Three columns where there is room, one at a time where there is not. */
export const Columns = memo(function Columns({ data }: { data: PersonRoom }) {
  const { t } = useTranslation("workstation");
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const { call, presence } = data;
  const seated = call !== null && isSeated(call);
  const [pane, setPane] = usePane(seated ? call.id : null);
  const live = useLiveCall();
  const [tab, setTab] = useState<SideTab>("client");
  const messages = useCallRoom(call?.id ?? null).data?.messages ?? NO_MESSAGES;
  const chatOpen = tab === "chat" && (wide || pane === "side");
  const unread = useUnread(messages, call?.me ?? null, chatOpen);
  const toggleChat = () => {
    setTab(chatOpen ? "client" : "chat");
    setPane(chatOpen ? "stage" : "side");
  };
  const shown = (name: Pane) => wide || pane === name;
  return (
    <main className={classes.main}>
      {!wide && (
        <SegmentedControl<Pane>
          fullWidth
          className={classes.switch}
          aria-label={t("panes.label")}
          value={pane}
          onChange={setPane}
          data={(["queue", "stage", "side"] as const).map((value) => ({ value, label: t(`panes.${value}`) }))}
        />
      )}
      <div className={classes.columns}>
        <Column shown={shown("queue")} className={classes.left} label={t("columns.queue")}>
          <PresencePanel presence={presence} />
          <QueuePanel />
          <CallbacksPanel />
          <TeamPanel />
        </Column>
        <div id="stage" tabIndex={-1} className={classes.middle} hidden={!shown("stage")}>
          {seated ? (
            <CallPanel call={call} unread={unread} chatOpen={chatOpen} onChat={toggleChat} />
          ) : (
            <IdleStage presence={presence} />
          )}
        </div>
        <Column shown={shown("side")} className={classes.right} label={t("columns.side")}>
          {call ? (
            <AfterPicture key={call.id} handle={live?.handle}>
              <SideTabs call={call} messages={messages} unread={unread} tab={tab} onTab={setTab} />
            </AfterPicture>
          ) : (
            <NoCall />
          )}
        </Column>
      </div>
    </main>
  );
});

/** A call brings the stage to the front; its end leaves the person where they are. */
function usePane(callId: number | null) {
  const [pane, setPane] = useState<Pane>(callId === null ? "queue" : "stage");
  useEffect(() => {
    if (callId !== null) setPane("stage");
  }, [callId]);
  return [pane, setPane] as const;
}

interface ColumnProps {
  shown: boolean;
  className: string | undefined;
  label: string;
  children: ReactNode;
}

function Column({ shown, className, label, children }: ColumnProps) {
  return (
    <section className={className} aria-label={label} hidden={!shown}>
      {children}
    </section>
  );
}
