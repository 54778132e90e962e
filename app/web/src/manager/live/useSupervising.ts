import { useEffect, useState, useSyncExternalStore } from "react";
import { type Envelope, useConnection, useRoom } from "../../shared/realtime";
import type { Mode, Supervision } from "./modes";
import { Supervising, type SupervisingState } from "./supervising";

interface SupervisionRoom {
  readonly supervision: Supervision;
}

function reduce(room: SupervisionRoom, event: Envelope): SupervisionRoom {
  if (event.name !== "supervision.changed") return room;
  const { supervision } = event.data;
  return supervision.version > room.supervision.version ? { supervision } : room;
}

const BEGINNING: SupervisingState = { supervision: null, busy: true, refusal: null };
const nothing = () => () => undefined;

/** Supervises the call from the first look at the page until it is left. */
export function useSupervising(callId: number, mode: Mode): [Supervising | null, SupervisingState] {
  const connection = useConnection();
  const [supervising, setSupervising] = useState<Supervising | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mode of the address only begins it
  useEffect(() => {
    const begun = new Supervising(callId, connection);
    setSupervising(begun);
    void begun.begin(mode);
    return () => begun.close();
  }, [callId, connection]);
  useEffect(() => {
    connection.setBusy(true);
    return () => connection.setBusy(false);
  }, [connection]);

  const state = useSyncExternalStore(
    supervising?.store.subscribe ?? nothing,
    supervising?.store.get ?? (() => BEGINNING),
  );
  const id = state.supervision?.id;
  const room = useRoom<SupervisionRoom>(id === undefined ? null : `supervision:${id}`, reduce);
  useEffect(() => {
    if (room.data) supervising?.take(room.data.supervision);
  }, [supervising, room.data]);
  return [supervising, state];
}
