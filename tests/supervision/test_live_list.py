"""The list of calls in progress, and what is told of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.calls.models import QualityMinute
from app.core.clock import utcnow
from app.core.db import db
from app.realtime.models import RealtimeEvent
from app.supervision import live
from app.supervision.jobs import sweep_live_calls, tell_live_call
from tests.factories.access import PersonFactory


@pytest.fixture
def told(scope, company):
    """`told()` → what the lists' rooms were told since last asked, in order."""
    seen = 0

    def read():
        nonlocal seen
        with scope(company):
            query = select(RealtimeEvent).where(RealtimeEvent.room.startswith("live_calls:"))
            events = db.session.scalars(query.order_by(RealtimeEvent.at, RealtimeEvent.seq)).all()
            new = [(one.room.partition(":")[2], one.name, one.data) for one in events[seen:]]
            seen = len(events)
            return new

    return read


@pytest.fixture
def listed(scene):
    """`listed(desk)` → the lines of the list by the client's name."""

    def read(desk=None, query=""):
        response = (desk or scene.sue).browser.get(f"/live-calls{query}")
        assert response.status_code == 200, response.get_json()
        return {line["client_name"]: line for line in response.get_json()["items"]}

    return read


def test_a_line_says_how_the_call_stands(scene, listed):
    line = listed()["Zoe"]
    assert (line["status"], line["attendant"]["name"]) == ("in_progress", "Ana")
    assert line["department"]["name"] == "Support"
    assert (line["participants"], line["media_mode"], line["on_hold"]) == (2, "p2p", False)
    assert (line["quality"], line["recording"], line["supervisors"]) == (None, None, [])
    scene.supervise("barge")
    scene.ana.act(scene.call_id, "hold")
    line = listed()["Zoe"]
    assert (line["participants"], line["media_mode"], line["on_hold"]) == (3, "sfu", True)
    assert [(one["name"], one["mode"]) for one in line["supervisors"]] == [("Sue", "barge")]


def test_only_open_calls_of_the_own_departments(scene, listed, make_floor):
    sales = make_floor(name="Sales")
    sales.waiting("Yan")
    sol = sales.desk("Sol", role="supervisor", online=False)
    assert set(listed()) == {"Zoe"}
    assert set(listed(sol)) == {"Yan"}
    manager = sales.browser_of(sales.manager)
    names = [line["client_name"] for line in manager.get("/live-calls").get_json()["items"]]
    assert names == ["Zoe", "Yan"]
    scene.ana.act(scene.call_id, "end")
    assert listed() == {}


def test_search_and_filters(scene, listed):
    scene.floor.waiting("Yan")
    assert set(listed()) == {"Zoe", "Yan"}
    assert set(listed(query="?q=yan")) == {"Yan"}
    assert set(listed(query="?q=ANA")) == {"Zoe"}
    assert set(listed(query=f"?person_id={scene.ana.id}")) == {"Zoe"}
    assert set(listed(query=f"?department_id={scene.floor.department.id}")) == {"Zoe", "Yan"}
    assert set(listed(query="?department_id=99")) == set()
    first = scene.sue.browser.get("/live-calls?limit=1").get_json()
    second = scene.sue.browser.get(f"/live-calls?limit=1&cursor={first['next_cursor']}").get_json()
    assert [first["items"][0]["client_name"], second["items"][0]["client_name"]] == ["Zoe", "Yan"]


@pytest.mark.parametrize(
    ("rtt_ms", "loss_percent", "word"),
    [(40, 0, "good"), (180, 0, "fair"), (40, 3, "fair"), (220, 0, "poor"), (40, 6, "poor")],
)
def test_quality_is_the_worst_of_both_sides(
    scene, listed, scope, company, rtt_ms, loss_percent, word
):
    seats = [seat["id"] for seat in scene.call()["participants"]]
    with scope(company):
        for seat, values in zip(seats, ((20, 0), (rtt_ms, loss_percent)), strict=True):
            minute = utcnow().replace(second=0, microsecond=0)
            db.session.add(
                QualityMinute(
                    call_id=scene.call_id,
                    participant_id=seat,
                    minute=minute,
                    samples=12,
                    rtt_ms=values[0],
                    loss_percent=values[1],
                )
            )
    assert listed()["Zoe"]["quality"] == word


def test_changes_are_told_once_and_only_where_something_differs(scene, told):
    scene.run(tell_live_call, call_id=scene.call_id)
    department = str(scene.floor.department.id)
    first = told()
    assert sorted((room, name) for room, name, _ in first) == [
        (department, "live_call.changed"),
        ("all", "live_call.changed"),
    ]
    scene.run(tell_live_call, call_id=scene.call_id)
    scene.ana.browser.patch(f"/calls/{scene.call_id}", {"notes": "Not seen in the list"})
    scene.run(tell_live_call, call_id=scene.call_id)
    assert told() == []
    scene.ana.act(scene.call_id, "hold")
    scene.ana.act(scene.call_id, "resume")
    scene.ana.act(scene.call_id, "hold")
    scene.run(tell_live_call, call_id=scene.call_id)
    after = told()
    assert len(after) == 2
    assert after[0][2]["call"]["on_hold"] is True
    assert after[0][2]["call"]["version"] > first[0][2]["call"]["version"]


def test_a_call_that_ends_leaves_the_list(scene, told):
    scene.run(tell_live_call, call_id=scene.call_id)
    scene.ana.act(scene.call_id, "end")
    told()
    scene.run(tell_live_call, call_id=scene.call_id)
    assert {name for _, name, _ in told()} == {"live_call.left"}


def test_a_transfer_moves_it_from_one_list_to_the_other(scene, told, make_floor):
    scene.run(tell_live_call, call_id=scene.call_id)
    sales = make_floor(name="Sales")
    sol = sales.desk("Sol")
    scene.ana.act(scene.call_id, "transfer", department_id=sales.department.id, mode="cold")
    sol.accept()
    told()
    scene.run(tell_live_call, call_id=scene.call_id)
    assert {(room, name) for room, name, _ in told()} == {
        (str(scene.floor.department.id), "live_call.left"),
        (str(sales.department.id), "live_call.changed"),
        ("all", "live_call.changed"),
    }


def test_the_sweep_finds_what_was_never_told(scene, told):
    told()
    with scene.floor.app.app_context():
        sweep_live_calls()
    assert {name for _, name, _ in told()} == {"live_call.changed"}
    with scene.floor.app.app_context():
        sweep_live_calls()
    assert told() == []


def test_changes_are_gathered(scene, scope, company):
    with scope(company):
        live.is_first_change(77)
        assert live.is_first_change(77) is False
        assert live.is_first_change(78) is True


def test_a_supervisor_at_the_desk_does_not_read_that_they_are_monitored(
    floor, on_media_server, scope, company, browser_of
):
    sue = floor.desk("Sue", role="supervisor")
    floor.waiting("Zoe")
    call = sue.accept()
    with scope(company):
        mara = PersonFactory(name="Max", role="manager")
    max_browser = browser_of(mara)
    max_browser.post(f"/calls/{call['id']}/supervision", {"mode": "monitor"})
    (line,) = sue.browser.get("/live-calls").get_json()["items"]
    assert line["supervisors"] == []
    supervision = max_browser.post(f"/calls/{call['id']}/supervision", {"mode": "whisper"})
    assert supervision.status_code == 201
    (line,) = sue.browser.get("/live-calls").get_json()["items"]
    assert [one["mode"] for one in line["supervisors"]] == ["whisper"]
