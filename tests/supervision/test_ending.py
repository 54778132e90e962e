"""What ends a supervision, and what pauses it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.access.models import PersonSession
from app.calls.connections import do_expire
from app.calls.locks import lock_floor, locked_call
from app.calls.media_jobs import make_consult_room
from app.calls.models import Participant
from app.core.clock import utcnow
from app.core.db import db
from app.core.outbox import OutboxEntry
from app.realtime.models import RealtimeSocket
from app.supervision.jobs import check_supervisions, sweep_supervisions
from app.supervision.models import Supervision
from tests import companies
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory


@pytest.fixture
def removed(scope, company):
    """`removed()` → (topic, identity or room) of what was taken out of the media server."""

    def read():
        with scope(company):
            entries = db.session.scalars(select(OutboxEntry).order_by(OutboxEntry.id)).all()
            return [
                (one.topic.partition(".")[2], one.payload.get("identity", "")) for one in entries
            ]

    return read


@pytest.fixture
def manager(scene, scope, company, browser_of):
    with scope(company):
        person = PersonFactory(role="manager")
    return browser_of(person)


def checked(scene):
    scene.run(check_supervisions, person_id=scene.sue.id)


def ended(scene, supervision):
    """Why it is over, with nothing left of it in the call; None while it goes on."""
    reason = scene.look(supervision)["end_reason"]
    assert reason is None or (scene.call()["coaching"] is None and sue_is_out(scene))
    return reason


def sue_is_out(scene):
    return all(seat["name"] != "Sue" for seat in scene.call()["participants"])


@pytest.mark.parametrize("mode", ["monitor", "whisper", "barge"])
def test_the_end_of_the_call(scene, mode):
    supervision = scene.supervise(mode)
    scene.ana.act(scene.call_id, "end")
    assert ended(scene, supervision) == "call_ended"


def test_losing_the_role(scene, manager, removed):
    supervision = scene.supervise("whisper")
    response = manager.patch(f"/attendants/{scene.sue.id}", {"role": "attendant"})
    assert response.status_code == 200, response.get_json()
    checked(scene)
    assert ended(scene, supervision) == "role"
    assert ("remove_participant", f"monitor-{supervision['id']}") in removed()
    assert ("close_room", "") in removed()
    ticket = scene.sue.browser.get(f"/supervisions/{supervision['id']}/ticket")
    assert ticket.status_code == 401


def test_losing_the_department(scene, manager, scope, company):
    with scope(company):
        elsewhere = DepartmentFactory().id
    supervision = scene.supervise("barge")
    change = {"department_ids": [elsewhere]}
    assert manager.patch(f"/attendants/{scene.sue.id}", change).status_code == 200
    ticket = scene.sue.browser.get(f"/supervisions/{supervision['id']}/ticket")
    assert ticket.get_json()["type"] == "/problems/supervision-ended"
    checked(scene)
    assert ended(scene, supervision) == "out_of_scope"


def test_being_deactivated(scene, manager):
    supervision = scene.supervise("monitor")
    manager.post(f"/attendants/{scene.sue.id}/deactivate")
    checked(scene)
    assert ended(scene, supervision) == "deactivated"


def test_signing_out(scene):
    supervision = scene.supervise("monitor")
    assert scene.sue.browser.delete("/session").status_code == 204
    checked(scene)
    assert ended(scene, supervision) == "session"


def test_the_end_of_the_sign_in_is_handed_to_a_worker(scene, scope, company, monkeypatch):
    asked = []
    job = type(check_supervisions)
    enqueue = job.enqueue

    def note(self, company_id, **arguments):
        asked.append((self.name, arguments.get("person_id")))
        enqueue(self, company_id, **arguments)

    scene.supervise("monitor")
    monkeypatch.setattr(job, "enqueue", note)
    scene.sue.browser.delete("/session")
    assert (check_supervisions.name, scene.sue.id) in asked


def test_a_sign_in_that_expires(scene, scope, company):
    supervision = scene.supervise("monitor")
    with scope(company):
        past = utcnow() - timedelta(seconds=1)
        theirs = PersonSession.person_id == scene.sue.id
        db.session.execute(update(PersonSession).where(theirs).values(expires_at=past))
    with scene.floor.app.app_context():
        sweep_supervisions()
    assert ended(scene, supervision) == "session"


def test_the_plan_without_it(scene):
    supervision = scene.supervise("monitor")
    companies.change(scene.floor.company, plan="starter")
    with scene.floor.app.app_context():
        sweep_supervisions()
    assert ended(scene, supervision) == "plan"


def test_taking_a_call_of_ones_own(scene):
    supervision = scene.supervise("monitor")
    scene.ana.go("paused", "lunch")
    scene.sue.go("online")
    scene.floor.waiting("Yan")
    scene.sue.accept()
    checked(scene)
    assert ended(scene, supervision) == "took_call"


def test_a_window_that_dies_is_ended_after_the_grace_time(scene, scope, company):
    supervision = scene.supervise("monitor")
    with scope(company):
        socket = db.session.scalars(
            select(RealtimeSocket).where(RealtimeSocket.person_id == scene.sue.id)
        ).one()
        found = db.session.get_one(Supervision, supervision["id"])
        found.sid, found.lost_at = socket.sid, None
    with scene.floor.app.app_context():
        sweep_supervisions()
    assert ended(scene, supervision) is None
    with scope(company):
        db.session.execute(RealtimeSocket.__table__.delete())
    with scene.floor.app.app_context():
        sweep_supervisions()
    assert ended(scene, supervision) is None
    with scope(company):
        found = db.session.get_one(Supervision, supervision["id"])
        assert found.lost_at is not None
        found.lost_at -= timedelta(seconds=61)
    with scene.floor.app.app_context():
        sweep_supervisions()
    assert ended(scene, supervision) == "connection_lost"


def test_losing_the_seat(scene, scope, company):
    supervision = scene.supervise("barge")
    with scope(company):
        db.session.execute(
            update(Participant)
            .where(Participant.id == supervision["participant_id"])
            .values(reconnect_deadline=utcnow() - timedelta(seconds=1))
        )
    with scope(company):
        lock_floor()
        do_expire(locked_call(scene.call_id), utcnow())
    assert ended(scene, supervision) == "removed"
    assert scene.call()["status"] == "in_progress"


@pytest.mark.parametrize("mode", ["monitor", "whisper"])
def test_hold_keeps_who_is_hidden_out(scene, removed, mode):
    supervision = scene.supervise(mode)
    path = f"/supervisions/{supervision['id']}/ticket"
    assert scene.sue.browser.get(path).status_code == 200
    scene.ana.act(scene.call_id, "hold")
    assert scene.look(supervision)["paused"] is True
    assert scene.sue.browser.get(path).get_json()["type"] == "/problems/supervision-paused"
    assert removed() == [("remove_participant", f"monitor-{supervision['id']}")]
    scene.ana.act(scene.call_id, "resume")
    assert scene.look(supervision)["paused"] is False
    assert scene.sue.browser.get(path).status_code == 200


def test_a_talk_between_attendants_is_nobodys_to_monitor(scene):
    supervision = scene.supervise("monitor")
    bob = scene.floor.desk("Bob")
    scene.ana.act(scene.call_id, "transfer", person_id=bob.id, mode="warm")
    bob.accept()
    scene.run(make_consult_room, call_id=scene.call_id)
    path = f"/supervisions/{supervision['id']}/ticket"
    assert scene.sue.browser.get(path).get_json()["type"] == "/problems/supervision-paused"
    scene.ana.act(scene.call_id, "transfer/complete")
    assert scene.look(supervision)["paused"] is False
    assert scene.sue.browser.get(path).status_code == 200


def test_it_follows_a_transfer_and_the_whisper_the_new_attendant(scene, removed):
    supervision = scene.supervise("whisper")
    before = {seat["name"]: seat["id"] for seat in scene.call()["participants"]}
    ticket = scene.ana.browser.get(f"/calls/{scene.call_id}/coaching-ticket")
    assert ticket.get_json()["identity"] == f"coached-{before['Ana']}"
    bob = scene.floor.desk("Bob")
    scene.ana.act(scene.call_id, "transfer", person_id=bob.id, mode="cold")
    call = bob.accept()
    after = {seat["name"]: seat["id"] for seat in call["participants"]}
    assert call["coaching"]["person_name"] == "Sue"
    assert ("remove_participant", f"coached-{before['Ana']}") in removed()
    path = f"/calls/{scene.call_id}/coaching-ticket"
    assert scene.ana.browser.get(path).status_code == 404
    assert bob.browser.get(path).get_json()["identity"] == f"coached-{after['Bob']}"
    assert ended(scene, supervision) is None


def test_it_ends_where_the_call_leaves_the_departments(scene, make_floor):
    supervision = scene.supervise("monitor")
    sales = make_floor(name="Sales")
    bob = sales.desk("Bob")
    scene.ana.act(scene.call_id, "transfer", department_id=sales.department.id, mode="cold")
    assert ended(scene, supervision) is None
    bob.accept()
    assert ended(scene, supervision) == "out_of_scope"
