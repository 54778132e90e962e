"""How a wait can end, each kept apart."""

from __future__ import annotations

from datetime import time, timedelta

from sqlalchemy import select, update

from app.calls.models import Call
from app.clients.models import Client
from app.core.clock import utcnow
from app.core.db import db
from app.queueing.jobs import expire_entry, sweep_floors
from app.queueing.models import QueueEntry
from app.team.models import Department, Holiday, OpeningHours


def only(scope, company, model):
    with scope(company):
        return db.session.scalars(select(model)).one()


def test_leaving_at_once_is_a_short_abandon(floor, scope, company):
    caller = floor.waiting()
    assert caller.leave().status_code == 200
    call = only(scope, company, Call)
    assert (call.status, call.end_reason, call.short_abandon) == ("missed", "abandoned", True)
    assert only(scope, company, QueueEntry).state == "left"
    assert caller.stage == "left"


def test_leaving_later_is_an_abandon_that_counts(floor, scope, company):
    caller = floor.waiting()
    with scope(company):
        db.session.execute(update(Call).values(created_at=utcnow() - timedelta(seconds=11)))
    caller.leave()
    assert only(scope, company, Call).short_abandon is False


def test_leaving_stops_the_ringing(floor):
    ana = floor.desk("Ana")
    caller = floor.waiting()
    caller.leave()
    assert ana.offers == []
    assert ana.state == "online"


def test_a_full_queue_rejects_and_counts_apart(make_floor, scope, company):
    floor = make_floor(queue_max_size=1)
    floor.waiting("First")
    second = floor.caller(name="Second")
    response = second.queue()
    assert response.status_code in (200, 409)
    assert second.stage == "rejected"
    assert second.look()["callback"]["offered"] is True
    with scope(company):
        entries = db.session.scalars(select(QueueEntry).order_by(QueueEntry.id)).all()
        assert [entry.state for entry in entries] == ["waiting", "rejected"]
        reasons = db.session.scalars(select(Call.end_reason).order_by(Call.id)).all()
        assert reasons == [None, "queue_full"]


def test_the_longest_wait_times_out_with_a_callback_offer(make_floor, scope, company, run):
    floor = make_floor(queue_max_wait_seconds=60)
    caller = floor.waiting()
    entry = only(scope, company, QueueEntry)
    run(expire_entry, entry_id=entry.id)
    assert caller.stage == "waiting"
    with scope(company):
        db.session.execute(update(QueueEntry).values(expires_at=utcnow() - timedelta(seconds=1)))
    run(expire_entry, entry_id=entry.id)
    assert caller.stage == "timed_out"
    assert only(scope, company, Call).end_reason == "queue_timeout"
    assert caller.look()["callback"]["offered"] is True


def test_a_client_who_falls_silent_is_abandoned(floor, app, scope, company):
    floor.waiting()
    with scope(company):
        db.session.execute(update(QueueEntry).values(last_seen_at=utcnow() - timedelta(seconds=61)))
    with app.app_context():
        sweep_floors()
    assert only(scope, company, QueueEntry).state == "abandoned"


def test_out_of_hours_nobody_is_queued(floor, scope, company):
    with scope(company):
        department = db.session.get_one(Department, floor.department.id)
        yesterday = (utcnow().weekday() - 1) % 7
        department.hours.append(
            OpeningHours(weekday=yesterday, opens_at=time(9), closes_at=time(10))
        )
    caller = floor.caller()
    caller.queue()
    assert caller.stage == "out_of_hours"
    assert caller.look()["callback"]["offered"] is True
    with scope(company):
        assert db.session.scalars(select(QueueEntry)).all() == []


def test_a_holiday_closes_the_department(floor, scope, company):
    with scope(company):
        department = db.session.get_one(Department, floor.department.id)
        department.holidays.append(Holiday(day=utcnow().date(), name="Founders' day"))
    caller = floor.caller()
    caller.queue()
    assert caller.stage == "out_of_hours"


def test_total_calls_counts_places_in_the_queue(floor, scope, company):
    floor.waiting(email="Zoe@Example.com").leave()
    floor.waiting(email="zoe@example.com").leave()
    client = only(scope, company, Client)
    assert (client.total_calls, client.completed_calls) == (2, 0)


def test_the_estimate_is_shown_only_with_enough_answers(floor):
    ana = floor.desk("Ana")
    for number in range(5):
        caller = floor.waiting(f"Client {number}")
        assert caller.look()["queue"]["estimated_wait_seconds"] is None
        call = ana.accept()
        ana.act(call["id"], "end")
        ana.close(call["id"])
    ana.go("offline")
    waiting = floor.waiting("Zoe").look()["queue"]
    assert waiting["estimated_wait_seconds"] == 3600 / 5
