import type { components } from "../shared/api/schema.gen";

export type VisitView = components["schemas"]["Visit"];

/** What the room starts from: the link's token and where the client stands. */
export interface Entrance {
  readonly token: string;
  readonly visit: VisitView;
}
