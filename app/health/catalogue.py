"""Everything that the health page measures, and from when on it is trouble: the one list to review.

A measure is named `part.figure`, or `part.item.figure` where one item has limits of its own. What to
do about each stands under the same name in the texts of the page (`health.json`, `advice`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
# Somebody waits for the page: what has not answered by then is called down.
PROBE_SECONDS = 4.0


class Status(StrEnum):
    OK = "ok"
    ATTENTION = "attention"
    DOWN = "down"


class Unit(StrEnum):
    COUNT = "count"
    MILLISECONDS = "milliseconds"
    SECONDS = "seconds"
    PERCENT = "percent"
    AGE = "age"  # seconds since it happened


@dataclass(frozen=True)
class Measure:
    """In trouble from `attention` and from `down` on, or where there are less than `at_least`.

    `missing` is the status where there is no value at all.
    """

    unit: Unit
    attention: float | None = None
    down: float | None = None
    at_least: float | None = None
    missing: Status = Status.OK

    @property
    def can_fail(self) -> bool:
        limits = (self.attention, self.down, self.at_least)
        return self.missing is not Status.OK or any(limit is not None for limit in limits)

    def status(self, value: float | None) -> Status:
        if value is None:
            return self.missing
        if self.down is not None and value >= self.down:
            return Status.DOWN
        scarce = self.at_least is not None and value < self.at_least
        many = self.attention is not None and value >= self.attention
        return Status.ATTENTION if scarce or many else Status.OK


_ANY = 1.0
PARTS = (
    "database",
    "redis",
    "scheduler",
    "queues",
    "failed_jobs",
    "outbox",
    "migrations",
    "media_server",
    "storage",
    "webhooks",
    "reconcile",
)
MEASURES: Mapping[str, Measure] = {
    "database.answer_ms": Measure(Unit.MILLISECONDS, attention=250),
    "redis.answer_ms": Measure(Unit.MILLISECONDS, attention=100),
    "scheduler.beat": Measure(Unit.AGE, attention=15, down=MINUTE, missing=Status.DOWN),
    "queues.waiting": Measure(Unit.COUNT),
    "queues.workers": Measure(Unit.COUNT, at_least=1),
    # People wait for the first two; what stands in the others may take its time.
    "queues.realtime.oldest": Measure(Unit.SECONDS, attention=5, down=MINUTE),
    "queues.default.oldest": Measure(Unit.SECONDS, attention=MINUTE, down=10 * MINUTE),
    "queues.oldest": Measure(Unit.SECONDS, attention=5 * MINUTE, down=HOUR),
    "failed_jobs.failed": Measure(Unit.COUNT, attention=_ANY),
    "outbox.measured": Measure(
        Unit.AGE, attention=3 * MINUTE, down=15 * MINUTE, missing=Status.ATTENTION
    ),
    "outbox.undelivered": Measure(Unit.COUNT),
    "outbox.oldest": Measure(Unit.SECONDS, attention=10 * MINUTE, down=2 * HOUR),
    "outbox.troubled": Measure(Unit.COUNT, attention=_ANY),
    "outbox.given_up": Measure(Unit.COUNT, attention=_ANY),
    "migrations.companies": Measure(Unit.COUNT),
    "migrations.behind": Measure(Unit.COUNT, attention=_ANY),
    "migrations.failed": Measure(Unit.COUNT, attention=_ANY),
    "media_server.answer_ms": Measure(Unit.MILLISECONDS, attention=1000),
    "media_server.rooms": Measure(Unit.COUNT),
    "media_server.participants": Measure(Unit.COUNT),
    "media_server.publishers": Measure(Unit.COUNT),
    "media_server.node_rooms": Measure(Unit.COUNT, missing=Status.DOWN),
    "media_server.node_participants": Measure(Unit.COUNT),
    "media_server.dropped": Measure(Unit.PERCENT, attention=2),
    "storage.answer_ms": Measure(Unit.MILLISECONDS, attention=1000),
    "storage.last_upload": Measure(Unit.AGE),
    "storage.waiting_uploads": Measure(Unit.COUNT),
    "storage.oldest_upload": Measure(Unit.SECONDS, attention=15 * MINUTE, down=6 * HOUR),
    "storage.failed_uploads": Measure(Unit.COUNT, attention=_ANY),
    "webhooks.waiting": Measure(Unit.COUNT),
    "webhooks.oldest": Measure(Unit.SECONDS, attention=2 * MINUTE, down=30 * MINUTE),
    "webhooks.given_up": Measure(Unit.COUNT, attention=_ANY),
    "reconcile.finished": Measure(
        Unit.AGE, attention=30 * HOUR, down=3 * DAY, missing=Status.ATTENTION
    ),
    "reconcile.differences": Measure(Unit.COUNT, attention=_ANY),
}


def measure_of(part: str, figure: str, item: str = "") -> Measure:
    return MEASURES.get(f"{part}.{item}.{figure}") or MEASURES[f"{part}.{figure}"]
