import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { LocalMedia, LocalState } from "../media/local";
import { partnersOf } from "../media/plan";
import type { Quality } from "../media/quality";
import {
  EMPTY_STATE,
  type MediaSession,
  type RemoteParticipant,
  type SessionProblem,
  type SessionState,
} from "../media/session";
import type { CallMedia, CallPhase } from "./callMedia";
import type { CallParticipant, CallView } from "./types";

export type { CallPhase } from "./callMedia";

export interface UseCallOptions {
  /** The newest state of the call; null while there is none. */
  readonly call: CallView | null;
  readonly local: LocalMedia;
  /** Begins this page's part, with `local`. Must be stable: the call starts over with another function. */
  readonly open: (callId: number) => CallMedia;
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
  /** Those whom we see and hear. */
  readonly remotes: readonly Remote[];
  /** How our own line is; null before it was measured. */
  readonly line: Quality | null;
  /** What cannot be reached from here, while the call goes on. */
  readonly problem: SessionProblem | null;
  /** Voices only, as the person has chosen. */
  readonly audioOnly: boolean;
  readonly setAudioOnly: (on: boolean) => void;
  /** Tells how large somebody's picture is shown. */
  readonly show: MediaSession["show"];
  /** Takes the call back from the other tab. */
  readonly takeBack: () => void;
}

const JOINING: CallPhase = { name: "joining" };
const nothing = () => () => undefined;

/** Joins the call while mounted, and follows it through drops, takeovers, transfers and moves. */
export function useCall(options: UseCallOptions): CallHandle {
  const { call, local } = options;
  const [attempt, setAttempt] = useState(0);
  const media = useCallMedia(options, attempt);

  useEffect(() => {
    if (call) media?.follow(call);
  }, [call, media]);

  const phase = useSyncExternalStore(media?.phase.subscribe ?? nothing, media?.phase.get ?? (() => JOINING));
  const audioOnly = useSyncExternalStore(
    media?.audioOnly.subscribe ?? nothing,
    media?.audioOnly.get ?? (() => false),
  );
  const state = useSyncExternalStore(
    media?.session.subscribe ?? nothing,
    media?.session.state ?? (() => EMPTY_STATE),
  );
  const { line, problem } = state;
  const remotes = useMemo(() => (call ? remotesOf(call, state) : []), [call, state]);
  const takeBack = useCallback(() => setAttempt((count) => count + 1), []);
  const setAudioOnly = useCallback((on: boolean) => media?.setAudioOnly(on), [media]);
  const show = useCallback<CallHandle["show"]>((...size) => media?.session.show(...size), [media]);
  return useMemo(
    () => ({ phase, local, remotes, line, problem, audioOnly, setAudioOnly, show, takeBack }),
    [phase, local, remotes, line, problem, audioOnly, setAudioOnly, show, takeBack],
  );
}

function useCallMedia(options: UseCallOptions, attempt: number): CallMedia | null {
  const { call, open } = options;
  const callId = call?.id ?? null;
  const [media, setMedia] = useState<CallMedia | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another object
  useEffect(() => {
    if (callId === null) return;
    const opened = open(callId);
    setMedia(opened);
    return () => {
      opened.close();
      setMedia(null);
    };
  }, [callId, attempt, open]);
  return media;
}

/** Whom `call.me`, or whoever looks on, meets, with what is received of them. */
export function remotesOf(call: CallView, state: SessionState): Remote[] {
  const partners = partnersOf(call, call.me);
  return call.participants
    .filter(({ id }) => partners.has(id))
    .map((participant) => ({
      participant,
      media: state.remotes.find(({ id }) => id === participant.id) ?? null,
    }));
}

export function useLocal(local: LocalMedia): LocalState {
  return useSyncExternalStore(local.subscribe, local.state);
}
