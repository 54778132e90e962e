import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useBackgrounds } from "../shared/call/companyBackgrounds";
import { useConnection } from "../shared/realtime";
import { CallCarrier } from "./CallCarrier";
import { ClosingDialog } from "./closing/ClosingDialog";
import { FloatingCallBar } from "./FloatingCallBar";
import { useAskingNotices } from "./guests/useAskingNotices";
import { IncomingDialog } from "./incoming/IncomingDialog";
import { useOfferNotices } from "./incoming/useOfferNotices";
import { WORKSTATION_PATH } from "./paths";
import { isSeated } from "./state/calls";
import { closings, dropClosedElsewhere, noteCall } from "./state/closings";
import { TODAY_KEY } from "./state/keys";
import { carryHere, useCarried } from "./state/liveCall";
import { notesOf } from "./state/notes";
import { closeOwnMedia } from "./state/ownMedia";
import { useOwnRoom } from "./state/useOwnRoom";
import type { Call, PersonRoom } from "./types";

/** What lives beside every page of a signed-in person: ringing, the call's media, its closing. */
export default function WorkstationHost() {
  const { data } = useOwnRoom();
  const call = data?.call && isSeated(data.call) ? data.call : null;
  useClosingWatch(data);
  useFreshFigures(data?.call?.id);
  useDevicesClosed(call?.id);
  useOfferNotices(data?.lastEnded);
  // Known before a call comes, so that its camera never shows the room first.
  useBackgrounds();
  useAskingNotices(call);
  const mine = useCarriedHere(call);
  const [attempt, setAttempt] = useState(0);
  const takeBack = useCallback(() => setAttempt((count) => count + 1), []);
  return (
    <>
      {call && mine && <CallCarrier key={`${call.id} ${attempt}`} call={call} onTakeBack={takeBack} />}
      {call && <FloatingCallBar call={call} carried={mine} />}
      {data && <IncomingDialog offers={data.offers} />}
      {!call && <ClosingDialog />}
    </>
  );
}

/** The Workstation always carries the call; other pages only if this tab had it already. */
function useCarriedHere(call: Call | null): boolean {
  const atWorkstation = useLocation({ select: ({ pathname }) => pathname === WORKSTATION_PATH });
  const known = useCarried();
  const id = call?.id;
  useEffect(() => {
    if (id !== undefined && atWorkstation) carryHere(id);
  }, [id, atWorkstation]);
  return call !== null && known?.callId === call.id;
}

function useClosingWatch(data: PersonRoom | null): void {
  const { state } = useConnection();
  const call = data?.call ?? null;
  const presence = data?.presence;
  useEffect(() => {
    const now = Date.now() + state.get().serverOffset;
    if (call) notesOf(call).hear(call.notes);
    const noted = noteCall(closings.get(), call, now);
    closings.set(presence ? dropClosedElsewhere(noted, presence, now) : noted);
  }, [state, call, presence]);
}

/** Devices that were opened at the press, for a call that was over before its media began. */
function useDevicesClosed(callId: number | undefined): void {
  useEffect(() => (callId === undefined ? undefined : closeOwnMedia), [callId]);
}

/** The day's figures change when a call is over. */
function useFreshFigures(callId: number | undefined): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (callId === undefined) void cache.invalidateQueries({ queryKey: TODAY_KEY });
  }, [cache, callId]);
}
