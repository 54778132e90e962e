import { useCallback, useEffect, useMemo, useState } from "react";
import { setCsrfToken } from "../../shared/api/client";
import type { ChatMessage } from "../../shared/call/types";
import { type Envelope, newer, useConnection, useRoom } from "../../shared/realtime";
import type { VisitView } from "../entrance";
import { type Commands, commandsOf } from "./commands";
import { withMessage } from "./messages";

export interface VisitRoom {
  readonly visit: VisitView;
  readonly messages: readonly ChatMessage[];
}

const NO_MESSAGES: readonly ChatMessage[] = [];

/** The room's state after one event. */
export function reduceVisit(state: VisitRoom, event: Envelope): VisitRoom {
  if (event.name === "visit.changed") {
    const kept = newer(state.visit, event.data.visit);
    return kept === state.visit ? state : { ...state, visit: kept };
  }
  if (event.name === "call.message") return withMessage(state, event.data.message);
  return state;
}

export interface Visit extends VisitRoom {
  readonly commands: Commands;
}

/** Where the client stands: the newest of what the server answered and what it sent. */
export function useVisit(token: string, first: VisitView): Visit {
  const [answered, setAnswered] = useState(first);
  const room = useRoom<VisitRoom>(answered.room ?? null, reduceVisit);
  const take = useCallback((visit: VisitView) => {
    if (visit.csrf_token) setCsrfToken(visit.csrf_token);
    setAnswered((before) => newer(before, visit));
    return visit;
  }, []);
  const commands = useMemo(() => taking(commandsOf(token), take), [token, take]);
  const visit = room.data ? newer(answered, room.data.visit) : answered;
  useBusyBeat(visit.stage === "waiting" || visit.stage === "in_call");
  const messages = room.data?.messages ?? NO_MESSAGES;
  return useMemo(() => ({ visit, messages, commands }), [visit, messages, commands]);
}

function taking(commands: Commands, take: (visit: VisitView) => VisitView): Commands {
  return {
    look: () => commands.look().then(take),
    join: (report) => commands.join(report).then(take),
    leaveQueue: () => commands.leaveQueue().then(take),
    leave: () => commands.leave().then(take),
    askForCallback: (body) => commands.askForCallback(body).then(take),
    answerConsent: (accepted) => commands.answerConsent(accepted).then(take),
    revokeConsent: () => commands.revokeConsent().then(take),
    rate: (body) => commands.rate(body).then(take),
  };
}

function useBusyBeat(busy: boolean): void {
  const connection = useConnection();
  useEffect(() => connection.setBusy(busy), [connection, busy]);
}
