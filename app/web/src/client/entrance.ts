import type { components } from "../shared/api/schema.gen";

export type VisitView = components["schemas"]["Visit"];
export type GuestView = components["schemas"]["Guest"];

/** What the room starts from: the link's token and where the client stands. */
export interface Entrance {
  readonly token: string;
  readonly visit: VisitView;
}

/** The same for a guest, from the invitation's token on. */
export interface GuestEntrance {
  readonly token: string;
  readonly guest: GuestView;
}
