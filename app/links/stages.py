"""Where an end client stands, as pure rules over what is known of their link, visit and call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATE_RATING = timedelta(hours=24)
# A permanent link starts anew once the thanks have been read.
THANKS_STAY = timedelta(minutes=10)


class Door(StrEnum):
    """What a link says to a browser that wants in; all but the first two are reasons of a refusal."""

    OPEN = "open"
    TOO_EARLY = "too_early"
    CANCELED = "canceled"
    EXPIRED = "expired"
    USED = "used"
    CLAIMED = "claimed"
    INACTIVE = "inactive"


class Stage(StrEnum):
    FORM = "form"
    COUNTDOWN = "countdown"
    UNAVAILABLE = "unavailable"
    DEVICES = "devices"
    WAITING = "waiting"
    IN_CALL = "in_call"
    RATING = "rating"
    FINISHED = "finished"
    REJECTED = "rejected"
    TIMED_OUT = "timed_out"
    OUT_OF_HOURS = "out_of_hours"
    LEFT = "left"


BEFORE_QUEUE = frozenset({Stage.DEVICES, Stage.OUT_OF_HOURS})
UNANSWERED = frozenset({Stage.REJECTED, Stage.TIMED_OUT, Stage.LEFT})
GOING_ON = frozenset({Stage.WAITING, Stage.IN_CALL, Stage.RATING})
CALLBACK_OFFERED = frozenset({Stage.REJECTED, Stage.TIMED_OUT, Stage.OUT_OF_HOURS})

_CALL_LIVE = frozenset({"in_progress", "transferred"})
_QUEUE_STAGES = {
    "waiting": Stage.WAITING,
    "rejected": Stage.REJECTED,
    "timed_out": Stage.TIMED_OUT,
    "left": Stage.LEFT,
    "abandoned": Stage.LEFT,
}


@dataclass(frozen=True)
class Facts:
    """`known`: this browser has posted the form. `call_ended_at` also ends a call nobody answered."""

    door: Door
    known: bool = False
    released: bool = False
    single_use: bool = False
    department_open: bool = True
    entry_state: str | None = None
    call_status: str | None = None
    call_answered: bool = False
    call_ended_at: datetime | None = None
    rated_at: datetime | None = None


def stage_of(facts: Facts, now: datetime) -> tuple[Stage, str | None]:
    """The stage, and the reason where a stage has several."""
    if not facts.known or _starts_anew(facts, now):
        return _at_the_door(facts.door)
    if facts.call_status in _CALL_LIVE:
        return Stage.IN_CALL, None
    if facts.call_answered:
        return (Stage.RATING if rating_possible(facts, now) else Stage.FINISHED), None
    if facts.entry_state in _QUEUE_STAGES:
        return _QUEUE_STAGES[facts.entry_state], facts.entry_state
    return _before_queue(facts)


def rating_until(facts: Facts) -> datetime | None:
    """None where there is nothing to rate."""
    if not facts.call_answered or facts.call_ended_at is None:
        return None
    return facts.call_ended_at + LATE_RATING


def rating_possible(facts: Facts, now: datetime) -> bool:
    until = rating_until(facts)
    return until is not None and facts.rated_at is None and now < until


def _at_the_door(door: Door) -> tuple[Stage, str | None]:
    if door is Door.OPEN:
        return Stage.FORM, None
    if door is Door.TOO_EARLY:
        return Stage.COUNTDOWN, None
    return Stage.UNAVAILABLE, door


def _before_queue(facts: Facts) -> tuple[Stage, str | None]:
    """A browser that holds its claim may go on although the link has expired meanwhile."""
    holds = facts.door is Door.EXPIRED and not facts.released
    if facts.door is not Door.OPEN and not holds:
        return Stage.UNAVAILABLE, facts.door
    return (Stage.DEVICES if facts.department_open else Stage.OUT_OF_HOURS), None


def _starts_anew(facts: Facts, now: datetime) -> bool:
    if facts.single_use or facts.call_ended_at is None:
        return False
    if facts.rated_at is not None:
        return now >= facts.rated_at + THANKS_STAY
    return now >= facts.call_ended_at + LATE_RATING
