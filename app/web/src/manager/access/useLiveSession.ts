import { useEffect } from "react";
import { type Reducer, useRoom } from "../../shared/realtime";
import { followSession, useSession } from "../../shared/session";

interface Told {
  revision: string;
}

const reduce: Reducer<Told> = (state, event) => (event.name === "session.changed" ? event.data : state);

/** Lets the page follow what changes for the whole company meanwhile: its plan, its limits, its standing. */
export function useLiveSession(): void {
  const { revision } = useSession();
  const told = useRoom<Told>("company:people", reduce).data?.revision;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is told, whatever the answer is
  useEffect(() => {
    if (told && told !== revision) void followSession();
  }, [told]);
}
