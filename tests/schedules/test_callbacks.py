"""Callbacks: asked for once by the client, worked through by the department."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.core.clock import utcnow
from app.realtime.models import RealtimeEvent
from app.schedules.models import Schedule
from app.schedules.state import TRANSITIONS, IllegalChange, ScheduleStatus, check_transition
from tests.factories.team import DepartmentFactory
from tests.floor import Caller, Floor

WANTED = {"phone": "(202) 555-0143", "note": "After lunch"}


@pytest.fixture
def full(make_floor) -> Floor:
    """A department whose only place in the queue is taken."""
    floor = make_floor(queue_max_size=1, name="Support")
    floor.waiting("First")
    return floor


@pytest.fixture
def rejected(full: Floor) -> Caller:
    caller = full.caller(name="Zoe")
    caller.queue()
    return caller


def ask(caller: Caller, **wanted: object):
    return caller._send("POST", "/callback", json=WANTED | wanted)


def test_a_rejected_client_asks_to_be_called(rejected, scope, company) -> None:
    wanted = (utcnow() + timedelta(hours=3)).replace(microsecond=0)
    answer = ask(rejected, preferred_at=wanted.isoformat())
    assert answer.status_code == 200
    assert answer.json["stage"] == "rejected"
    assert answer.json["callback"] == {"offered": False, "requested": True}
    with scope(company):
        schedule = Schedule.query.one()
        assert (schedule.source, schedule.status) == ("queue_full", "pending")
        assert (schedule.phone, schedule.notes) == ("+12025550143", "After lunch")
        assert schedule.starts_at == wanted


def test_a_callback_is_asked_for_once(rejected) -> None:
    ask(rejected)
    again = ask(rejected)
    assert again.status_code == 409
    assert again.json["type"].endswith("/callback-requested")


def test_also_when_the_button_is_pressed_many_times_at_once(rejected, scope, company) -> None:
    with ThreadPoolExecutor(4) as pool:
        codes = sorted(pool.map(lambda _: ask(rejected).status_code, range(4)))
    assert codes == [200, 409, 409, 409]
    with scope(company):
        assert Schedule.query.count() == 1


def test_whoever_can_be_served_is_not_called_back(full) -> None:
    waiting = full.caller()
    refused = ask(waiting)
    assert refused.status_code == 409
    assert refused.json["type"].endswith("/callback-not-offered")


def test_a_time_that_is_over_is_refused(rejected) -> None:
    refused = ask(rejected, preferred_at=(utcnow() - timedelta(minutes=1)).isoformat())
    assert refused.status_code == 422
    assert list(refused.json["errors"]) == ["preferred_at"]


def test_the_department_is_told_and_works_through_the_list(full, rejected, scope, company) -> None:
    ask(rejected)
    desk = full.desk(online=False)
    [shown] = desk.browser.get("/schedules").json["items"]
    assert shown["client"]["name"] == "Zoe"
    assert shown["department"]["name"] == "Support"
    changed = desk.browser.patch(f"/schedules/{shown['id']}", {"status": "completed"})
    assert changed.json["status"] == "completed"
    assert changed.json["version"] > shown["version"]
    refused = desk.browser.patch(f"/schedules/{shown['id']}", {"status": "pending"})
    assert refused.status_code == 409
    with scope(company):
        told = (
            RealtimeEvent.query.filter_by(name="schedule.changed").order_by(RealtimeEvent.seq).all()
        )
        assert {event.room for event in told} == {f"department:{full.department.id}"}
        assert [event.data["schedule"]["status"] for event in told] == ["pending", "completed"]


def test_other_departments_do_not_see_it(rejected, make_floor, scope, company) -> None:
    ask(rejected)
    elsewhere = make_floor(name="Elsewhere").desk(online=False).browser
    assert elsewhere.get("/schedules").json["items"] == []
    with scope(company):
        schedule_id = Schedule.query.one().id
    answer = elsewhere.patch(f"/schedules/{schedule_id}", {"status": "completed"})
    assert answer.status_code == 404


def test_the_list_is_cut_by_status_department_period_and_name(
    full, rejected, scope, company
) -> None:
    ask(rejected, preferred_at=(utcnow() + timedelta(days=3)).isoformat())
    with scope(company):
        other = DepartmentFactory()
    manager = full.browser_of(full.manager)

    def count(**filters: object) -> int:
        return len(manager.get("/schedules", query_string=filters).json["items"])

    soon, later = utcnow() + timedelta(days=1), utcnow() + timedelta(days=5)
    assert count() == 1
    assert (count(status="pending"), count(status="canceled")) == (1, 0)
    assert (count(department_id=full.department.id), count(department_id=other.id)) == (1, 0)
    assert count(since=soon.isoformat(), until=later.isoformat()) == 1
    assert count(until=soon.isoformat()) == 0
    assert (count(q="zo"), count(q="555"), count(q="max")) == (1, 1, 0)


def test_an_ended_schedule_stays_as_it_is() -> None:
    for ended in ("completed", "canceled", "no_show"):
        assert not TRANSITIONS[ScheduleStatus(ended)]
        with pytest.raises(IllegalChange):
            check_transition(ended, "pending")
    check_transition("pending", "confirmed")
    check_transition("confirmed", "no_show")
