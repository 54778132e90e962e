"""A call from the answer to the closing dialog."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.calls.models import Call, CallEvent, Leg
from app.clients.models import Client
from app.core.db import db


@pytest.fixture
def talking(floor):
    ana = floor.desk("Ana")
    caller = floor.waiting("Zoe")
    return ana, caller, ana.accept()["id"]


def test_hold_is_counted_and_seen_by_the_client(talking, scope, company):
    ana, caller, call_id = talking
    assert ana.act(call_id, "hold")["on_hold"] is True
    assert caller.look()["call"]["on_hold"] is True
    assert ana.act(call_id, "hold")["on_hold"] is True
    assert ana.act(call_id, "resume")["on_hold"] is False
    with scope(company):
        kinds = db.session.scalars(select(CallEvent.kind).order_by(CallEvent.id)).all()
    assert kinds == ["queued", "answered", "held", "resumed"]


def test_ending_and_closing(talking, scope, company):
    ana, caller, call_id = talking
    ended = ana.act(call_id, "end")
    assert (ended["status"], ended["end_reason"]) == ("completed", "attendant_ended")
    assert caller.stage == "rating"
    body = {"outcome": "not_converted", "tags": ["refund"], "notes": "Asked for a refund"}
    closed = ana.browser.put(f"/calls/{call_id}/closing", body).get_json()
    assert closed["outcome"] == "not_converted"
    assert closed["tags"] == ["refund"]
    with scope(company):
        assert db.session.scalars(select(Client)).one().completed_calls == 1


def test_closing_before_the_end_is_refused(talking):
    ana, _, call_id = talking
    body = {"outcome": "converted", "tags": [], "notes": ""}
    response = ana.browser.put(f"/calls/{call_id}/closing", body)
    assert response.status_code == 409
    assert response.get_json()["type"] == "/problems/call-in-progress"


def test_ending_twice_is_one_end(talking, scope, company):
    ana, _, call_id = talking
    ana.act(call_id, "end")
    ana.browser.post(f"/calls/{call_id}/end")
    with scope(company):
        ends = db.session.scalars(select(CallEvent).where(CallEvent.kind == "ended")).all()
        assert len(ends) == 1


def test_the_client_hangs_up(talking, scope, company):
    ana, caller, call_id = talking
    assert caller.hang_up().status_code == 200
    assert caller.stage == "rating"
    assert ana.workstation()["presence"]["reason"] == "wrap_up"
    with scope(company):
        call = db.session.get_one(Call, call_id)
        assert (call.status, call.end_reason) == ("completed", "client_left")
        assert db.session.scalars(select(Leg)).one().ended_at is not None


def test_notes_are_kept_during_the_call_and_hidden_from_the_client(talking):
    ana, caller, call_id = talking
    response = ana.browser.patch(f"/calls/{call_id}", {"notes": "secret-note", "tags": ["vip"]})
    assert response.get_json()["notes"] == "secret-note"
    assert "secret-note" not in str(caller.look())


def test_an_unknown_field_is_refused_by_name(talking):
    ana, _, call_id = talking
    response = ana.browser.patch(f"/calls/{call_id}", {"protocol": "X"})
    assert response.status_code == 422
    assert "protocol" in response.get_json()["errors"]


def test_each_person_sees_what_their_role_may(talking, floor, make_floor):
    ana, _, call_id = talking
    other = make_floor(name="Sales")
    stranger = other.desk("Sol", role="supervisor")
    supervisor = floor.desk("Sue", role="supervisor", online=False)
    bob = floor.desk("Bob", online=False)
    seen = {
        name: browser.get(f"/calls/{call_id}").status_code
        for name, browser in {
            "own attendant": ana.browser,
            "colleague": bob.browser,
            "supervisor": supervisor.browser,
            "supervisor elsewhere": stranger.browser,
            "manager": floor.browser_of(floor.manager),
        }.items()
    }
    assert seen == {
        "own attendant": 200,
        "colleague": 404,
        "supervisor": 200,
        "supervisor elsewhere": 404,
        "manager": 200,
    }


def test_the_list_filters_and_pages(floor):
    ana = floor.desk("Ana")
    for number in range(3):
        floor.waiting(f"Client {number}", email=f"c{number}@example.com")
        call = ana.accept()
        ana.act(call["id"], "end")
        ana.close(call["id"])
    floor.waiting("Gone").leave()
    manager = floor.browser_of(floor.manager)
    first = manager.get("/calls?limit=2&sort=created_at").get_json()
    rest = manager.get(f"/calls?limit=2&sort=created_at&cursor={first['next_cursor']}").get_json()
    ids = [row["id"] for row in first["items"] + rest["items"]]
    assert ids == sorted(set(ids)) and len(ids) == 4
    assert rest["next_cursor"] is None
    missed = manager.get("/calls?status=missed").get_json()["items"]
    assert [row["end_reason"] for row in missed] == ["abandoned"]
    found = manager.get("/calls?q=c1@example").get_json()["items"]
    assert len(found) == 1
    protocol = found[0]["protocol"]
    assert manager.get(f"/calls?q={protocol}").get_json()["items"] == found
