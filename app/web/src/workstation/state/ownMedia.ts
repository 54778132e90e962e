import { CallMedia, loadServedAhead } from "../../shared/call/callMedia";
import { offerKnownBackgrounds } from "../../shared/call/companyBackgrounds";
import { IceAhead, type IceAnswer, toIceConfig } from "../../shared/media/ice";
import { LocalMedia } from "../../shared/media/local";
import type { IceConfig } from "../../shared/media/session";
import type { Connection } from "../../shared/realtime";
import type { Call, PersonRoom } from "../types";
import { isSeated } from "./calls";
import { iceServersOf, iceServersOfOffer, mediaTicketOf } from "./commands";
import { carryHere } from "./liveCall";
import { reducePerson } from "./reducers";

interface Begun {
  readonly local: LocalMedia;
  /** Set once the call is known. */
  media: { readonly callId: number; readonly part: CallMedia } | null;
  stopWaiting: () => void;
}

let begun: Begun | null = null;
const ahead = new IceAhead();

/** While it rings: fetches what the call would wait for. The devices stay closed until the press. */
export function prepareCall(connection: Connection, offerId: number): void {
  ahead.prepare(async () => iceConfig(connection, await iceServersOfOffer(offerId)));
  loadServedAhead();
}

/**
 * At the press on Accept: opens the devices, which take longer than the server's answer, and begins the call
 * when one's own room tells of it. To draw the call takes longer still, and nothing waits for that.
 */
export function beginCall(connection: Connection, personId: number, departmentId: number): void {
  const start: Begun = begun ?? { local: new LocalMedia(), media: null, stopWaiting: () => undefined };
  begun = start;
  offerKnownBackgrounds(start.local, departmentId);
  void start.local.start();
  const room = `person:${personId}`;
  start.stopWaiting();
  start.stopWaiting = connection.watch(room, reducePerson, () => {
    const call = connection.peek<PersonRoom>(room)?.data?.call;
    if (call && isSeated(call)) follow(connection, start, call);
  });
}

/** The screen follows the call once it is drawn; until then the call's news are passed on here. */
function follow(connection: Connection, start: Begun, call: Call): void {
  start.media ??= { callId: call.id, part: newPart(connection, start.local, call.id, call) };
  start.media.part.follow(call);
  carryHere(call.id);
}

/** The devices for the call that comes now: those opened at the press, or new ones. */
export function takeOwnMedia(): LocalMedia {
  return begun?.local ?? new LocalMedia();
}

/** This page's part in the call: the one that began at the press with these devices, or a new one. */
export function openCallMedia(connection: Connection, local: LocalMedia, callId: number): CallMedia {
  const part = begun?.local === local && begun.media?.callId === callId ? begun.media.part : null;
  if (begun?.local === local) {
    begun.stopWaiting();
    begun = null;
  }
  return part ?? newPart(connection, local, callId);
}

/** The call went to somebody else, or was over before it was drawn: nothing stays on. */
export function closeOwnMedia(): void {
  begun?.stopWaiting();
  begun?.media?.part.close();
  begun?.local.stop();
  begun = null;
}

function newPart(connection: Connection, local: LocalMedia, callId: number, begun?: Call): CallMedia {
  return new CallMedia({
    callId,
    socket: connection,
    local,
    iceServers: () => ahead.servers(async () => iceConfig(connection, await iceServersOf(callId))),
    ticket: () => mediaTicketOf(callId),
    begun,
  });
}

function iceConfig(connection: Connection, answer: IceAnswer): IceConfig {
  return toIceConfig(answer, connection.state.get().serverOffset);
}
