"""What a visit's page is told: the whole new state, once a change, and nothing when nothing changed."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.clock import utcnow
from app.links.models import Visit
from app.links.situation import situation_of
from app.links.visit_schemas import VisitSchema
from app.links.visit_view import visit_view
from app.queueing.models import QueueEntry
from app.realtime.models import RealtimeEvent

VOLATILE = {"server_time", "csrf_token"}


@pytest.fixture
def told(scope, company):
    """`told(caller)`: the visits in the events of this caller's room, oldest first."""

    def told(caller) -> list[dict[str, Any]]:
        with scope(company):
            rows = RealtimeEvent.query.filter_by(room=caller.view["room"], name="visit.changed")
            return [row.data["visit"] for row in rows.order_by(RealtimeEvent.seq)]

    return told


def test_joining_is_told_once_with_the_place(floor, told) -> None:
    caller = floor.waiting()
    [visit] = told(caller)
    assert (visit["stage"], visit["queue"]["position"]) == ("waiting", 1)
    assert visit["csrf_token"] is None


def test_everyone_behind_hears_of_the_move_and_nobody_before(floor, told) -> None:
    first, second, third = (floor.waiting(name) for name in ("A", "B", "C"))
    second.leave()
    assert [v["queue"]["position"] for v in told(first)] == [1]
    assert [v["stage"] for v in told(second)] == ["waiting", "left"]
    assert [v["queue"]["position"] for v in told(third)] == [3, 2]


def test_an_estimate_that_appears_is_told(floor, told, scope, company) -> None:
    desk, caller = floor.desk("Ana", online=False), floor.waiting()
    for _ in range(5):
        floor.waiting().leave()
    with scope(company):
        done = QueueEntry.query.filter(QueueEntry.state != "waiting").all()
        for entry in done:
            entry.state, entry.ended_at = "answered", utcnow()
    floor.waiting()
    assert told(caller)[-1]["queue"]["estimated_wait_seconds"] == 12 * 60
    assert desk.state == "offline"


def test_an_accepted_call_is_one_event_for_its_client(floor, told) -> None:
    desk, caller = floor.desk(), floor.waiting()
    before = len(told(caller))
    desk.accept()
    [visit] = told(caller)[before:]
    assert (visit["stage"], visit["queue"]) == ("in_call", None)


def test_the_end_of_the_call_opens_the_rating(floor, told) -> None:
    desk, caller = floor.desk(), floor.waiting()
    call = desk.accept()
    desk.act(call["id"], "end")
    assert told(caller)[-1]["stage"] == "rating"
    assert told(caller)[-1]["rating"]["possible"] is True


def test_versions_rise_and_the_last_event_is_the_present_state(floor, told, scope, company) -> None:
    desk, caller = floor.desk(), floor.waiting()
    call = desk.accept()
    desk.act(call["id"], "hold")
    desk.act(call["id"], "resume")
    caller.hang_up()
    events = told(caller)
    versions = [visit["version"] for visit in events]
    assert versions == sorted(set(versions))
    with scope(company):
        visit = Visit.query.one()
        now = VisitSchema().dump(visit_view(situation_of(visit.link, visit)))
    assert _stable(events[-1]) == _stable(now)


def test_a_refused_change_tells_nothing(floor, told) -> None:
    caller = floor.waiting()
    before = len(told(caller))
    assert caller._send("POST", "/callback", json={"phone": "+12025550143"}).status_code == 409
    assert len(told(caller)) == before


def test_the_chat_reaches_the_visits_room(floor, scope, company) -> None:
    desk, caller = floor.desk(), floor.waiting()
    call = desk.accept()
    desk.act(call["id"], "messages", text="Good morning")
    with scope(company):
        [row] = RealtimeEvent.query.filter_by(room=caller.view["room"], name="call.message").all()
        assert row.data["message"]["text"] == "Good morning"


def _stable(visit: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in visit.items() if name not in VOLATILE}
