import { useCallback, useEffect, useMemo, useState } from "react";
import { setCsrfToken } from "../../shared/api/client";
import type { ChatMessage } from "../../shared/call/types";
import { currentLanguage } from "../../shared/i18n";
import { type Envelope, newer, useConnection, useRoom } from "../../shared/realtime";
import type { GuestView } from "../entrance";
import { withMessage } from "../room/messages";
import { type Commands, commandsOf } from "./commands";

export interface GuestPlace {
  readonly guest: GuestView;
  readonly messages: readonly ChatMessage[];
}

const NO_MESSAGES: readonly ChatMessage[] = [];

/** The room's state after one event. */
export function reduceGuest(state: GuestPlace, event: Envelope): GuestPlace {
  if (event.name === "guest.changed") {
    const kept = newer(state.guest, event.data.guest);
    return kept === state.guest ? state : { ...state, guest: kept };
  }
  if (event.name === "call.message") return withMessage(state, event.data.message);
  return state;
}

export interface GuestHandle extends GuestPlace {
  readonly commands: Commands;
}

/** Where the guest stands: the newest of what the server answered and what it sent. */
export function useGuest(token: string, first: GuestView): GuestHandle {
  const [answered, setAnswered] = useState(first);
  const room = useRoom<GuestPlace>(answered.room ?? null, reduceGuest);
  const take = useCallback((guest: GuestView) => {
    if (guest.csrf_token) setCsrfToken(guest.csrf_token);
    setAnswered((before) => newer(before, guest));
    return guest;
  }, []);
  const commands = useMemo(() => taking(commandsOf(token, currentLanguage()), take), [token, take]);
  const guest = room.data ? newer(answered, room.data.guest) : answered;
  useBusyBeat();
  return { guest, messages: room.data?.messages ?? NO_MESSAGES, commands };
}

function taking(commands: Commands, take: (guest: GuestView) => GuestView): Commands {
  return {
    look: () => commands.look().then(take),
    ask: (name) => commands.ask(name).then(take),
    answerConsent: (accepted) => commands.answerConsent(accepted).then(take),
    revokeConsent: () => commands.revokeConsent().then(take),
    leave: () => commands.leave().then(take),
  };
}

/** At the door and in the call the server expects to hear from us often. */
function useBusyBeat(): void {
  const connection = useConnection();
  useEffect(() => connection.setBusy(true), [connection]);
}
