import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { LocalMedia, LocalState } from "../media/local";
import type { IceConfig, RemoteParticipant, SessionState } from "../media/session";
import { CallMedia, type CallPhase } from "./callMedia";
import type { CallParticipant, CallSocket, CallView } from "./types";

export type { CallPhase } from "./callMedia";

export interface UseCallOptions {
  /** The newest state of the call; null while there is none. */
  readonly call: CallView | null;
  readonly socket: CallSocket;
  readonly local: LocalMedia;
  /** Must be stable: the call starts over with another function. */
  readonly iceServers: (callId: number) => Promise<IceConfig>;
}

/** Someone else in the call, as the server and as the media know them. */
export interface Remote {
  readonly participant: CallParticipant;
  /** Null while nobody is connected with them: not joined, or in another pair. */
  readonly media: RemoteParticipant | null;
}

export interface CallHandle {
  readonly phase: CallPhase;
  readonly local: LocalMedia;
  /** Those who are paired with us. */
  readonly remotes: readonly Remote[];
  /** Takes the call back from the other tab. */
  readonly takeBack: () => void;
}

const JOINING: CallPhase = { name: "joining" };
const NO_MEDIA: SessionState = { epoch: 0, remotes: [] };
const nothing = () => () => undefined;

/** Joins the call while mounted, and follows it through drops, takeovers and transfers. */
export function useCall({ call, socket, local, iceServers }: UseCallOptions): CallHandle {
  const [attempt, setAttempt] = useState(0);
  const media = useCallMedia(call?.id ?? null, attempt, socket, local, iceServers);

  useEffect(() => {
    if (call) media?.follow(call);
  }, [call, media]);

  const phase = useSyncExternalStore(media?.phase.subscribe ?? nothing, media?.phase.get ?? (() => JOINING));
  const state = useSyncExternalStore(
    media?.session.subscribe ?? nothing,
    media?.session.state ?? (() => NO_MEDIA),
  );
  const remotes = useMemo(() => (call ? remotesOf(call, state) : []), [call, state]);
  const takeBack = useCallback(() => setAttempt((count) => count + 1), []);
  return useMemo(() => ({ phase, local, remotes, takeBack }), [phase, local, remotes, takeBack]);
}

function useCallMedia(
  callId: number | null,
  attempt: number,
  socket: CallSocket,
  local: LocalMedia,
  iceServers: UseCallOptions["iceServers"],
): CallMedia | null {
  const [media, setMedia] = useState<CallMedia | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another object
  useEffect(() => {
    if (callId === null) return;
    const opened = new CallMedia({ callId, socket, local, iceServers: () => iceServers(callId) });
    setMedia(opened);
    return () => {
      opened.close();
      setMedia(null);
    };
  }, [callId, attempt, socket, local, iceServers]);
  return media;
}

function remotesOf(call: CallView, state: SessionState): Remote[] {
  const { me } = call;
  const paired = new Set(call.media.pairs.filter((pair) => me !== null && pair.includes(me)).flat());
  return call.participants
    .filter(({ id }) => id !== me && paired.has(id))
    .map((participant) => ({
      participant,
      media: state.remotes.find(({ id }) => id === participant.id) ?? null,
    }));
}

export function useLocal(local: LocalMedia): LocalState {
  return useSyncExternalStore(local.subscribe, local.state);
}
