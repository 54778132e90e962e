"""Where a client stands, as a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.links.stages import Door, Facts, Stage, rating_until, stage_of

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DAY = timedelta(hours=24)


def stage(**facts: Any) -> str:
    known: dict[str, Any] = {"door": Door.OPEN, "known": True}
    return stage_of(Facts(**known | facts), NOW)[0]


def ended(ago: timedelta, **facts: Any) -> dict[str, Any]:
    call = {"call_status": "completed", "call_answered": True, "call_ended_at": NOW - ago}
    return {"entry_state": "answered", "door": Door.USED, "single_use": True} | call | facts


@pytest.mark.parametrize(
    ("door", "expected"),
    [
        (Door.OPEN, (Stage.FORM, None)),
        (Door.TOO_EARLY, (Stage.COUNTDOWN, None)),
        (Door.CANCELED, (Stage.UNAVAILABLE, "canceled")),
        (Door.EXPIRED, (Stage.UNAVAILABLE, "expired")),
        (Door.USED, (Stage.UNAVAILABLE, "used")),
        (Door.CLAIMED, (Stage.UNAVAILABLE, "claimed")),
        (Door.INACTIVE, (Stage.UNAVAILABLE, "inactive")),
    ],
)
def test_a_new_browser_meets_the_door(door, expected) -> None:
    assert stage_of(Facts(door=door), NOW) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Stage.DEVICES),
        ({"department_open": False}, Stage.OUT_OF_HOURS),
        ({"door": Door.CANCELED}, Stage.UNAVAILABLE),
        ({"door": Door.EXPIRED}, Stage.DEVICES),
        ({"door": Door.EXPIRED, "released": True}, Stage.UNAVAILABLE),
        ({"door": Door.CLAIMED, "released": True}, Stage.UNAVAILABLE),
        ({"entry_state": "waiting", "call_status": "waiting"}, Stage.WAITING),
        ({"entry_state": "waiting", "door": Door.CANCELED}, Stage.WAITING),
        ({"entry_state": "rejected", "call_status": "missed"}, Stage.REJECTED),
        ({"entry_state": "timed_out", "call_status": "missed"}, Stage.TIMED_OUT),
        ({"entry_state": "left", "call_status": "missed"}, Stage.LEFT),
        ({"entry_state": "abandoned", "call_status": "missed"}, Stage.LEFT),
        ({"entry_state": "answered", "call_status": "in_progress"}, Stage.IN_CALL),
        ({"entry_state": "waiting", "call_status": "transferred"}, Stage.IN_CALL),
        (ended(timedelta(minutes=1)), Stage.RATING),
        (ended(DAY - timedelta(seconds=1)), Stage.RATING),
        (ended(DAY), Stage.FINISHED),
        (ended(timedelta(minutes=1), rated_at=NOW), Stage.FINISHED),
        (ended(timedelta(minutes=1), call_status="disconnect"), Stage.RATING),
    ],
)
def test_a_known_browser_finds_its_place(facts, expected) -> None:
    assert stage(**facts) == expected


def test_a_permanent_link_starts_anew_once_the_thanks_were_read() -> None:
    permanent = {"single_use": False, "door": Door.OPEN}
    rated = {"rated_at": NOW - timedelta(minutes=9)}
    assert stage(**ended(timedelta(hours=1), **permanent, **rated)) == Stage.FINISHED
    rated = {"rated_at": NOW - timedelta(minutes=10)}
    assert stage(**ended(timedelta(hours=1), **permanent, **rated)) == Stage.FORM
    assert stage(**ended(DAY, **permanent)) == Stage.FORM


def test_a_wait_that_came_to_nothing_is_forgotten_after_a_day() -> None:
    missed = {"entry_state": "timed_out", "call_status": "missed"}
    assert stage(**missed, call_ended_at=NOW - DAY) == Stage.FORM
    assert stage(**missed, call_ended_at=NOW - DAY, single_use=True) == Stage.TIMED_OUT


def test_only_answered_calls_can_be_rated() -> None:
    answered = Facts(Door.OPEN, call_answered=True, call_ended_at=NOW)
    assert rating_until(answered) == NOW + DAY
    assert rating_until(Facts(Door.OPEN, call_ended_at=NOW)) is None
