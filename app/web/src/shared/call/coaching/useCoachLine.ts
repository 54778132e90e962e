import { useEffect, useState, useSyncExternalStore } from "react";
import type { MediaTicket } from "../../media/ticket";
import { CoachLine, type CoachState } from "./coachLine";

/** A coaching line for as long as it is mounted; `ticket` must be stable. */
export function useCoachLine(ticket: () => Promise<MediaTicket>): CoachLine | null {
  const [line, setLine] = useState<CoachLine | null>(null);
  useEffect(() => {
    const opened = new CoachLine(ticket);
    setLine(opened);
    return () => {
      opened.close();
      setLine(null);
    };
  }, [ticket]);
  return line;
}

const NONE: CoachState = { voice: null, state: "connecting" };
const nothing = () => () => undefined;

export function useCoachState(line: CoachLine | null): CoachState {
  return useSyncExternalStore(line?.store.subscribe ?? nothing, line?.store.get ?? (() => NONE));
}
