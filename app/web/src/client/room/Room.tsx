import { useDeferredValue, useEffect, useState } from "react";
import type { CallView } from "../../shared/call/types";
import { LocalMedia } from "../../shared/media/local";
import { useConnection, useConnectionState } from "../../shared/realtime";
import type { VisitView } from "../entrance";
import { iceServersOf, mediaTicketOf } from "./commands";
import { DevicesStage } from "./DevicesStage";
import { EndStage } from "./EndStage";
import { RatingStage } from "./RatingStage";
import { TalkStage } from "./TalkStage";
import { Talk, type TalkDoors } from "./talk";
import { reduceVisit, useVisit, type Visit, type VisitRoom } from "./useVisit";
import { WaitingStage } from "./WaitingStage";

interface RoomProps {
  token: string;
  first: VisitView;
}

const WITH_DEVICES = new Set<VisitView["stage"]>(["devices", "waiting", "in_call"]);

/** The end client's whole way after the form; the server says which part of it is now. */
export function Room({ token, first }: RoomProps) {
  const newest = useVisit(token, first);
  // Drawn in small steps: what the call says meanwhile must not wait for its screen.
  const visit = useDeferredValue(newest);
  const connection = useConnection();
  const [local] = useState(() => new LocalMedia());
  const [talk] = useState(() => new Talk(connection, local, doorsOf(token)));
  const wanted = WITH_DEVICES.has(visit.visit.stage);
  useEffect(() => {
    if (!wanted) return;
    void local.start();
    return () => local.stop();
  }, [wanted, local]);
  useEarlyTalk(talk, visit);
  useReturnToForm(newest);
  return <Stage token={token} visit={visit} local={local} talk={talk} />;
}

function doorsOf(token: string): TalkDoors {
  return { iceServers: () => iceServersOf(token), ticket: () => mediaTicketOf(token) };
}

/** Begins the call when the visit's room tells of it, before its screen is drawn. */
function useEarlyTalk(talk: Talk, { visit: { stage, room } }: Visit): void {
  const connection = useConnection();
  useEffect(() => {
    if (stage !== "waiting" || !room) return;
    talk.prepare();
    return connection.watch(room, reduceVisit, () => {
      const visit = connection.peek<VisitRoom>(room)?.data?.visit;
      if (visit?.stage === "in_call" && visit.call) talk.begin(visit.call as CallView);
    });
  }, [talk, connection, stage, room]);
  useEffect(() => {
    if (stage !== "waiting" && stage !== "in_call") talk.close();
  }, [talk, stage]);
}

interface StageProps {
  token: string;
  visit: Visit;
  local: LocalMedia;
  talk: Talk;
}

function Stage({ token, visit, local, talk }: StageProps) {
  switch (visit.visit.stage) {
    case "devices":
      return <DevicesStage token={token} visit={visit} local={local} />;
    case "waiting":
      return <WaitingStage visit={visit} />;
    case "in_call":
      return <TalkStage token={token} visit={visit} local={local} talk={talk} />;
    case "rating":
      return <RatingStage visit={visit} />;
    default:
      return <EndStage visit={visit} />;
  }
}

/** A visit that is over on the server begins again with the page's own form. */
function useReturnToForm({ visit: { stage }, commands }: Visit): void {
  const { status } = useConnectionState();
  useEffect(() => {
    if (stage === "form" || stage === "countdown") location.reload();
  }, [stage]);
  useEffect(() => {
    // The socket is bound to the visit: when it is refused, only the page knows what is left of it.
    if (status === "ended") void commands.look().catch(() => location.reload());
  }, [status, commands]);
}
