import { useEffect, useState } from "react";
import { LocalMedia } from "../../shared/media/local";
import { useConnectionState } from "../../shared/realtime";
import type { VisitView } from "../entrance";
import { DevicesStage } from "./DevicesStage";
import { EndStage } from "./EndStage";
import { RatingStage } from "./RatingStage";
import { TalkStage } from "./TalkStage";
import { useVisit, type Visit } from "./useVisit";
import { WaitingStage } from "./WaitingStage";

interface RoomProps {
  token: string;
  first: VisitView;
}

const WITH_DEVICES = new Set<VisitView["stage"]>(["devices", "waiting", "in_call"]);

/** The end client's whole way after the form; the server says which part of it is now. */
export function Room({ token, first }: RoomProps) {
  const visit = useVisit(token, first);
  const [local] = useState(() => new LocalMedia());
  const wanted = WITH_DEVICES.has(visit.visit.stage);
  useEffect(() => {
    if (!wanted) return;
    void local.start();
    return () => local.stop();
  }, [wanted, local]);
  useReturnToForm(visit);
  return <Stage token={token} visit={visit} local={local} />;
}

interface StageProps {
  token: string;
  visit: Visit;
  local: LocalMedia;
}

function Stage({ token, visit, local }: StageProps) {
  switch (visit.visit.stage) {
    case "devices":
      return <DevicesStage token={token} visit={visit} local={local} />;
    case "waiting":
      return <WaitingStage visit={visit} />;
    case "in_call":
      return <TalkStage token={token} visit={visit} local={local} />;
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
