import type { components } from "../shared/api/schema.gen";
import type { ChatMessage } from "../shared/call/types";

type Schemas = components["schemas"];

export type Call = Schemas["Call"];
export type CallRow = Schemas["CallRow"];
export type ClientCard = Schemas["ClientCard"];
export type DepartmentQueue = Schemas["DepartmentQueue"];
export type Offer = Schemas["Offer"];
export type Presence = Schemas["Presence"];
export type QueueEntry = Schemas["QueueEntry"];
export type Schedule = Schemas["Schedule"];
export type TransferTarget = Schemas["TransferTarget"];
export type Workstation = Schemas["Workstation"];
export type Outcome = Schemas["Closing"]["outcome"];

export type OfferEnd = "accepted" | "taken" | "declined" | "expired" | "withdrawn";

/** The room of one's own person: its snapshot, and the offer that ended last, for a sentence about it. */
export interface PersonRoom extends Workstation {
  lastEnded?: { readonly offer: Offer; readonly reason: OfferEnd };
}

export interface CallRoom {
  readonly call: Call;
  readonly messages: readonly ChatMessage[];
}
