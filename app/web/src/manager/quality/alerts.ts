import type { components } from "../../shared/api/schema.gen";
import { type Envelope, upsert } from "../../shared/realtime";

export type QualityAlert = components["schemas"]["QualityAlert"];

/** The lines of a department, or of all, that are bad now or were a short while ago. */
export interface QualityRoom {
  readonly alerts: readonly QualityAlert[];
}

export function reduceQuality(room: QualityRoom, event: Envelope): QualityRoom {
  if (event.name !== "quality.alert_changed") return room;
  const alerts = [...room.alerts];
  const next = upsert(alerts, event.data.alert, ({ id }) => id);
  return next === alerts ? room : { alerts: next };
}

/** Those that are bad now first, the newest in front; of those that are over only the last few. */
export function feedOf(rooms: readonly (QualityRoom | null)[], mostOver: number): QualityAlert[] {
  const alerts = rooms.flatMap((room) => room?.alerts ?? []);
  const newest = alerts.toSorted((one, other) => other.raised_at.localeCompare(one.raised_at));
  const over = newest.filter(({ cleared_at }) => cleared_at !== null).slice(0, mostOver);
  return [...newest.filter(({ cleared_at }) => cleared_at === null), ...over];
}
