"""The life of a schedule, as a pure table."""

from __future__ import annotations

from enum import StrEnum

from app.core.errors import Conflict


class ScheduleStatus(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    CANCELED = "canceled"
    NO_SHOW = "no_show"


class ScheduleSource(StrEnum):
    """Why the client asked to be called."""

    QUEUE_FULL = "queue_full"
    TIMED_OUT = "timed_out"
    OUT_OF_HOURS = "out_of_hours"


_ENDS = frozenset({ScheduleStatus.COMPLETED, ScheduleStatus.CANCELED, ScheduleStatus.NO_SHOW})

TRANSITIONS: dict[ScheduleStatus, frozenset[ScheduleStatus]] = {
    ScheduleStatus.PENDING: _ENDS | {ScheduleStatus.CONFIRMED},
    ScheduleStatus.CONFIRMED: _ENDS,
    ScheduleStatus.COMPLETED: frozenset(),
    ScheduleStatus.CANCELED: frozenset(),
    ScheduleStatus.NO_SHOW: frozenset(),
}


class IllegalChange(Conflict):
    slug = "schedule-status"
    title = "This schedule cannot become that"


def check_transition(current: str, following: str) -> None:
    """Raises IllegalChange."""
    if following not in TRANSITIONS[ScheduleStatus(current)]:
        raise IllegalChange(f"A schedule that is {current} cannot become {following}.")
