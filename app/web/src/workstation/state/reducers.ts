import { type Envelope, newer, upsert } from "../../shared/realtime";
import type { Call, CallRoom, DepartmentQueue, OfferEnd, PersonRoom, Presence, QueueEntry } from "../types";
import { isClosing, isSeated } from "./calls";

/** One's own room: presence, offers, and the call on the stage. */
export function reducePerson(state: PersonRoom, { name, data, at }: Envelope): PersonRoom {
  if (name === "presence.changed") return withPresence(state, data);
  if (name === "offer.made") {
    return { ...state, offers: [...state.offers.filter(({ id }) => id !== data.id), data] };
  }
  if (name === "offer.closed") return withoutOffer(state, data);
  if (name === "call.changed") return withCall(state, data.call, Date.parse(at));
  return state;
}

/** Nobody is in a call, or owes its closing, whose presence says neither. */
function withPresence(state: PersonRoom, next: Presence): PersonRoom {
  const presence = newer(state.presence, next);
  if (presence === state.presence) return state;
  const busy = presence.state === "on_call" || presence.wrap_up_until !== null;
  return { ...state, presence, call: busy ? state.call : null };
}

function withoutOffer(state: PersonRoom, ended: { offer_id: number; reason: OfferEnd }): PersonRoom {
  const offer = state.offers.find(({ id }) => id === ended.offer_id);
  if (!offer) return state;
  const offers = state.offers.filter((one) => one !== offer);
  return { ...state, offers, lastEnded: { offer, reason: ended.reason } };
}

/** News of an earlier call, such as its rating, must not push the present one from the stage. */
function withCall(state: PersonRoom, next: Call, at: number): PersonRoom {
  if (state.call?.id === next.id) {
    const call = newer(state.call, next);
    if (call === state.call) return state;
    return { ...state, call: isSeated(call) || isClosing(call, at) ? call : null };
  }
  const comes = isSeated(next) || (state.call === null && isClosing(next, at));
  return comes ? { ...state, call: next } : state;
}

const personOf = ({ person_id }: Presence) => person_id;

/** A department's waiting clients, in the order in which they are served, and its team. */
export function reduceDepartment(state: DepartmentQueue, { name, data }: Envelope): DepartmentQueue {
  if (name === "queue.entry_changed") return withEntry(state, data);
  if (name === "queue.entry_left") return withoutEntry(state, data.entry_id);
  if (name === "presence.changed") {
    const attendants = upsert(state.attendants, data, personOf);
    return attendants === state.attendants ? state : { ...state, attendants };
  }
  return state;
}

/** The server tells a place only of the entry that changed; the others keep their order around it. */
function withEntry(state: DepartmentQueue, next: QueueEntry): DepartmentQueue {
  const known = state.entries.find(({ id }) => id === next.id);
  if (known && newer(known, next) === known) return state;
  const others = state.entries.filter((entry) => entry !== known);
  const place = Math.min(Math.max(next.position - 1, 0), others.length);
  return { ...state, entries: others.toSpliced(place, 0, next) };
}

function withoutEntry(state: DepartmentQueue, id: number): DepartmentQueue {
  const entries = state.entries.filter((entry) => entry.id !== id);
  return entries.length === state.entries.length ? state : { ...state, entries };
}

/** A call's room, followed for its messages; the call itself comes by one's own room. */
export function reduceCallRoom(state: CallRoom, { name, data }: Envelope): CallRoom {
  if (name === "call.changed") {
    const call = newer(state.call, data.call);
    return call === state.call ? state : { ...state, call };
  }
  if (name !== "call.message") return state;
  const { message } = data;
  if (state.messages.some(({ id }) => id === message.id)) return state;
  return { ...state, messages: [...state.messages, message] };
}
