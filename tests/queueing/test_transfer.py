"""Handing a client over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.calls.models import Call, Leg
from app.core.clock import utcnow
from app.core.db import db
from app.queueing.jobs import sweep_floors
from app.queueing.models import QueueEntry


@pytest.fixture
def talking(floor):
    """Ana talks with Zoe, Bob is free."""
    ana, bob = floor.desk("Ana"), floor.desk("Bob", online=False)
    caller = floor.waiting("Zoe")
    call = ana.accept()
    bob.go("online")
    return ana, bob, caller, call["id"]


def test_cold_to_an_attendant(talking, scope, company):
    ana, bob, caller, call_id = talking
    call = ana.act(call_id, "transfer", person_id=bob.id, mode="cold", note="Wants a refund")
    assert call["status"] == "transferred"
    assert ana.workstation()["presence"]["reason"] == "wrap_up"
    (offer,) = bob.offers
    assert offer["transfer"] == {"from_name": "Ana", "note": "Wants a refund", "warm": False}
    taken = bob.accept()
    assert taken["protocol"] == call["protocol"]
    assert taken["status"] == "in_progress"
    assert {p["name"] for p in taken["participants"]} == {"Zoe", "Bob"}
    assert caller.look()["call"]["media"]["seats"] == taken["media"]["seats"]
    with scope(company):
        legs = db.session.scalars(select(Leg).order_by(Leg.id)).all()
        assert [leg.end_reason for leg in legs] == ["transferred", None]


def test_cold_to_a_department_waits_before_newcomers(make_floor):
    support, sales = make_floor(name="Support"), make_floor(name="Sales")
    ana = support.desk("Ana")
    sales.waiting("Newcomer")
    support.waiting("Zoe")
    call = ana.accept()
    ana.act(call["id"], "transfer", department_id=sales.department.id)
    sol = sales.desk("Sol")
    assert sol.offers[0]["client"]["name"] == "Zoe"


def test_warm_the_attendants_talk_first(talking):
    ana, bob, caller, call_id = talking
    held = ana.act(call_id, "transfer", person_id=bob.id, mode="warm")
    assert held["on_hold"] is True
    consulting = bob.accept()
    names = {p["id"]: p["name"] for p in consulting["participants"]}
    assert {names[seat] for seat in consulting["media"]["seats"]} == {"Ana", "Bob"}
    assert caller.look()["call"]["on_hold"] is True
    done = ana.act(call_id, "transfer/complete")
    assert {p["name"] for p in done["participants"]} == {"Zoe", "Bob"}
    assert bob.workstation()["call"]["on_hold"] is False
    assert bob.act(call_id, "end")["status"] == "completed"


def test_warm_taken_back_after_the_talk(talking):
    ana, bob, caller, call_id = talking
    ana.act(call_id, "transfer", person_id=bob.id, mode="warm")
    bob.accept()
    call = ana.act(call_id, "transfer/cancel")
    assert {p["name"] for p in call["participants"]} == {"Zoe", "Ana"}
    assert call["on_hold"] is False
    assert bob.state == "online"


def test_the_briefed_colleague_can_leave_it_to_the_first(talking):
    ana, bob, caller, call_id = talking
    ana.act(call_id, "transfer", person_id=bob.id, mode="warm")
    bob.accept()
    bob.act(call_id, "end")
    call = ana.workstation()["call"]
    assert (call["status"], call["on_hold"], call["consulting"]) == ("in_progress", False, False)
    assert bob.state == "online"
    assert bob.browser.get("/workstation/today").get_json()["handled"] == 0


def test_warm_taken_back_before_anybody_answers(talking):
    ana, bob, caller, call_id = talking
    ana.act(call_id, "transfer", person_id=bob.id, mode="warm")
    call = ana.act(call_id, "transfer/cancel")
    assert bob.offers == []
    assert (call["status"], call["on_hold"]) == ("in_progress", False)


def test_only_a_free_colleague_can_be_named(talking):
    ana, bob, caller, call_id = talking
    bob.go("paused", "lunch")
    response = ana.browser.post(f"/calls/{call_id}/transfer", {"person_id": bob.id})
    assert response.status_code == 409
    assert response.get_json()["type"] == "/problems/target-not-free"


def test_one_transfer_at_a_time(talking):
    ana, bob, caller, call_id = talking
    ana.act(call_id, "transfer", person_id=bob.id, mode="warm")
    again = ana.browser.post(f"/calls/{call_id}/transfer", {"person_id": bob.id})
    assert again.get_json()["type"] == "/problems/transfer-pending"


def test_a_colleague_who_does_not_answer_loses_the_client_to_the_department(
    talking, floor, app, scope, company
):
    ana, bob, caller, call_id = talking
    carl = floor.desk("Carl")
    ana.act(call_id, "transfer", person_id=bob.id)
    assert carl.offers == []
    with scope(company):
        db.session.execute(update(QueueEntry).values(joined_at=utcnow() - timedelta(seconds=46)))
    with app.app_context():
        sweep_floors()
    assert carl.offers[0]["client"]["name"] == "Zoe"


def test_the_client_can_leave_while_being_transferred(talking, scope, company):
    ana, bob, caller, call_id = talking
    ana.act(call_id, "transfer", person_id=bob.id)
    caller.hang_up()
    assert bob.offers == []
    with scope(company):
        call = db.session.get_one(Call, call_id)
        assert (call.status, call.end_reason) == ("completed", "left_in_transfer")


def test_somebody_else_cannot_transfer(talking):
    ana, bob, caller, call_id = talking
    response = bob.browser.post(f"/calls/{call_id}/transfer", {"person_id": ana.id})
    assert response.status_code == 404
