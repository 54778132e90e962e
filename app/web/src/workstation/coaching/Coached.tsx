import { useEffect, useMemo, useSyncExternalStore } from "react";
import { Aside } from "../../shared/call/coaching/aside";
import { CoachSound } from "../../shared/call/coaching/CoachSound";
import { useCoachLine, useCoachState } from "../../shared/call/coaching/useCoachLine";
import { useLocal } from "../../shared/call/useCall";
import type { LocalMedia } from "../../shared/media/local";
import { Store } from "../../shared/realtime";
import { useSession } from "../../shared/session";
import { leads } from "../state/calls";
import { coachingTicketOf } from "../state/commands";
import type { Call } from "../types";

/** What we say to the supervisor alone, for whatever page has the button for it. */
const aside = new Store<Aside | null>(null);

export function useAside(): Aside | null {
  return useSyncExternalStore(aside.subscribe, aside.get);
}

interface CoachedProps {
  call: Call;
  local: LocalMedia;
}

/** The voice of the supervisor who whispers to us, wherever we are in the panel. */
export function Coached({ call, local }: CoachedProps) {
  const { person } = useSession();
  if (!call.coaching || !leads(call, person.id)) return null;
  return <CoachedLine key={call.coaching.supervision_id} callId={call.id} local={local} />;
}

function CoachedLine({ callId, local }: { callId: number; local: LocalMedia }) {
  const ticket = useMemo(() => () => coachingTicketOf(callId), [callId]);
  const line = useCoachLine(ticket);
  const { voice } = useCoachState(line);
  const { speaker } = useLocal(local);
  useEffect(() => {
    if (!line) return;
    const opened = new Aside(line, local);
    aside.set(opened);
    return () => {
      opened.close();
      aside.set(null);
    };
  }, [line, local]);
  return <CoachSound voice={voice} speaker={speaker} />;
}
