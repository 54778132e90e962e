"""What an attendant's state is, whatever they chose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from app.calls.models import Leg
from app.core.clock import utcnow
from app.core.db import db
from app.queueing.jobs import check_presence, sweep_floors
from app.queueing.models import Presence, PresenceChange
from app.realtime.models import RealtimeSocket


@pytest.fixture
def silent(scope, company):
    def fall_silent(**since):
        with scope(company):
            at = utcnow() - timedelta(**since)
            db.session.execute(update(Presence).values(heartbeat_at=at))
            db.session.execute(update(RealtimeSocket).values(seen_at=at))

    return fall_silent


@pytest.fixture
def sweep(app):
    def sweep_now():
        with app.app_context():
            sweep_floors()

    return sweep_now


def test_two_minutes_of_silence_are_away_and_fifteen_offline(floor, silent, sweep):
    ana = floor.desk("Ana")
    silent(seconds=121)
    sweep()
    assert ana.state == "away"
    silent(minutes=15, seconds=1)
    sweep()
    assert ana.state == "offline"


def test_coming_back_restores_what_was_chosen(floor, silent, sweep, run):
    ana = floor.desk("Ana")
    silent(seconds=121)
    sweep()
    floor.connect(ana)
    with_heartbeat(floor, ana)
    run(check_presence, person_id=ana.id)
    assert ana.state == "online"


def with_heartbeat(floor, desk):
    from tests import companies

    with companies.acting(floor.app, floor.company):
        db.session.execute(
            update(Presence).where(Presence.person_id == desk.id).values(heartbeat_at=utcnow())
        )


def test_the_client_is_not_held_out_to_somebody_who_is_gone(make_floor, scope, company, run):
    floor = make_floor(strategy="longest_idle")
    ana = floor.desk("Ana")
    floor.waiting("Zoe")
    bob = floor.desk("Bob")
    assert len(ana.offers) == 1
    assert bob.offers == []
    with scope(company):
        db.session.execute(delete(RealtimeSocket).where(RealtimeSocket.person_id == ana.id))
    run(check_presence, person_id=ana.id)
    assert ana.offers == []
    assert bob.offers[0]["client"]["name"] == "Zoe"


def test_nobody_stays_online_without_a_socket(floor, scope, company, run):
    ana = floor.desk("Ana")
    with scope(company):
        db.session.execute(RealtimeSocket.__table__.delete())
    run(check_presence, person_id=ana.id)
    assert ana.state == "away"


def test_a_live_call_overrides_silence(floor, silent, sweep):
    ana = floor.desk("Ana")
    floor.waiting()
    ana.accept()
    silent(minutes=5)
    sweep()
    assert ana.state == "on_call"


def test_after_the_call_there_is_time_to_wrap_up(floor, scope, company, run):
    ana = floor.desk("Ana")
    floor.waiting("First")
    call = ana.accept()
    ana.act(call["id"], "end")
    presence = ana.workstation()["presence"]
    assert (presence["state"], presence["reason"]) == ("on_call", "wrap_up")
    floor.waiting("Second")
    assert ana.offers == []
    with scope(company):
        db.session.execute(update(Leg).values(wrap_up_until=utcnow() - timedelta(seconds=1)))
    run(check_presence, person_id=ana.id)
    assert ana.state == "online"
    assert ana.offers[0]["client"]["name"] == "Second"


def test_closing_the_call_makes_ready_at_once(floor):
    ana = floor.desk("Ana")
    floor.waiting("First")
    call = ana.accept()
    ana.act(call["id"], "end")
    floor.waiting("Second")
    ana.close(call["id"])
    assert ana.offers[0]["client"]["name"] == "Second"


def test_a_pause_chosen_in_a_call_holds_after_it(floor):
    ana = floor.desk("Ana")
    floor.waiting()
    call = ana.accept()
    assert ana.go("paused", "lunch")["state"] == "on_call"
    ana.act(call["id"], "end")
    ana.close(call["id"])
    presence = ana.workstation()["presence"]
    assert (presence["state"], presence["reason"]) == ("paused", "lunch")


def test_going_online_needs_a_department(floor, app, scope, company):
    from tests.factories.access import PersonFactory

    with scope(company):
        person = PersonFactory(role="manager")
    response = floor.browser_of(person).put("/presence", {"state": "online"})
    assert response.status_code == 409
    assert response.get_json()["type"] == "/problems/no-department"


def test_every_change_is_kept_for_the_reports(floor, scope, company):
    ana = floor.desk("Ana")
    ana.go("paused", "lunch")
    ana.go("offline")
    with scope(company):
        changes = db.session.execute(
            select(PresenceChange.state, PresenceChange.reason).order_by(PresenceChange.id)
        ).all()
    assert [tuple(change) for change in changes] == [
        ("online", ""),
        ("paused", "lunch"),
        ("offline", ""),
    ]
