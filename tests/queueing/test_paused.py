"""What becomes of clients and calls while the platform has paused the company."""

from __future__ import annotations

from app.queueing.jobs import let_waiting_go
from tests import companies


def paused(floor, scope):
    companies.change(floor.company, status="suspended")
    with scope(None):
        let_waiting_go(paused=floor.company.id)


def test_whoever_waits_is_told_and_may_leave_a_number(floor, scope):
    caller, late = floor.waiting(), floor.caller(name="Late")
    paused(floor, scope)
    assert caller.stage == "timed_out"
    assert late.fill_in().status_code == 403


def test_a_call_goes_on_to_its_end(floor, scope):
    ana = floor.desk("Ana")
    caller = floor.waiting()
    call = ana.accept()
    paused(floor, scope)
    assert caller.stage == "in_call"
    assert ana.browser.post(f"/calls/{call['id']}/messages", {"text": "Almost"}).status_code == 201
    ana.act(call["id"], "end")
    assert ana.close(call["id"])["outcome"] == "converted"
    assert caller.stage == "rating"
    assert ana.browser.get("/calls").status_code == 403
    assert ana.browser.get("/session").json["company"]["status"] == "suspended"


def test_nobody_is_rung_before_it_is_restored(floor):
    ana = floor.desk("Ana", online=False)
    floor.waiting()
    companies.change(floor.company, status="suspended")
    ana.go("online")
    assert ana.offers == []
    companies.change(floor.company, status="active")
    ana.go("offline")
    ana.go("online")
    assert len(ana.offers) == 1
