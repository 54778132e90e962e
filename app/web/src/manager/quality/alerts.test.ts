import { expect, test } from "vitest";
import type { Envelope } from "../../shared/realtime";
import { feedOf, type QualityAlert, reduceQuality } from "./alerts";

function alert(id: number, minute: number, cleared = false, version = 1): QualityAlert {
  const raised_at = `2026-01-01T10:${String(minute).padStart(2, "0")}:00Z`;
  return {
    id,
    call_id: 1,
    protocol: "P",
    department: { id: 1, name: "Support" },
    participant: { id: 1, name: "Zoe", kind: "client" },
    kind: "latency",
    value: 300,
    worst: 400,
    limit: 200,
    raised_at,
    cleared_at: cleared ? raised_at : null,
    version,
  };
}

const told = (one: QualityAlert) => ({ name: "quality.alert_changed", data: { alert: one } }) as Envelope;

test("an alert comes, changes, and never goes back to an older state", () => {
  const raised = reduceQuality({ alerts: [] }, told(alert(1, 0)));
  expect(raised.alerts).toHaveLength(1);
  const cleared = reduceQuality(raised, told(alert(1, 0, true, 2)));
  expect(cleared.alerts.map(({ version }) => version)).toEqual([2]);
  expect(reduceQuality(cleared, told(alert(1, 0)))).toBe(cleared);
});

test("bad lines come first, then the last few that are good again", () => {
  const rooms = [
    { alerts: [alert(1, 1), alert(2, 5, true)] },
    null,
    { alerts: [alert(3, 3), alert(4, 4, true), alert(5, 2, true)] },
  ];
  expect(feedOf(rooms, 2).map(({ id }) => id)).toEqual([3, 1, 2, 4]);
});
