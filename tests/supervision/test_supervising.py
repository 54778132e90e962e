"""Starting, switching and leaving, and who may."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.models import AuditEntry
from app.calls.models import Call, CallEvent, Participant
from app.core.db import db
from app.supervision.models import SupervisionMode
from tests import companies
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory


def seats(call):
    return {(seat["kind"], seat["name"]) for seat in call["participants"]}


def kinds(call):
    return [event["kind"] for event in call["events"]]


def test_a_monitor_is_in_nobodys_sight(scene):
    before = scene.call()
    scene.supervise("monitor")
    after = scene.call()
    assert seats(after) == seats(before) == {("client", "Zoe"), ("attendant", "Ana")}
    assert after["media"]["mode"] == "sfu"
    assert (after["coaching"], after["media"]["problem"]) == (None, None)
    assert kinds(after) == kinds(before)
    assert "Sue" not in str(after)
    assert "Sue" not in str(scene.zoe.look())


def test_a_whisper_is_told_to_the_attendant_alone(scene):
    supervision = scene.supervise("whisper")
    call = scene.call()
    assert call["coaching"]["person_name"] == "Sue"
    assert call["coaching"]["supervision_id"] == supervision["id"]
    assert seats(call) == {("client", "Zoe"), ("attendant", "Ana")}
    assert "Sue" not in str(scene.zoe.look())


def test_who_barges_has_a_seat_that_all_see(scene):
    supervision = scene.supervise("barge")
    assert ("supervisor", "Sue") in seats(scene.call())
    assert ("supervisor", "Sue") in seats(scene.zoe.look()["call"])
    left = scene.switch(supervision, "monitor")
    assert left["participant_id"] is None
    assert ("supervisor", "Sue") not in seats(scene.call())


def test_modes_follow_one_another_and_are_kept(scene, scope, company):
    supervision = scene.supervise("monitor")
    for mode in ("whisper", "barge", "whisper", "monitor"):
        assert scene.switch(supervision, mode)["mode"] == mode
        assert (scene.call()["coaching"] is not None) == (mode == "whisper")
    assert scene.sue.browser.delete(f"/supervisions/{supervision['id']}").status_code == 204
    with scope(company):
        stretches = db.session.scalars(select(SupervisionMode).order_by(SupervisionMode.id)).all()
        modes = [stretch.mode for stretch in stretches]
        assert modes == ["monitor", "whisper", "barge", "whisper", "monitor"]
        ends = [stretch.ended_at for stretch in stretches if stretch.ended_at]
        assert len(ends) == len(stretches)
        assert all(end <= one.began_at for end, one in zip(ends, stretches[1:], strict=False))


def test_each_is_in_the_audit_log(scene, scope, company):
    supervision = scene.supervise("monitor")
    scene.switch(supervision, "barge")
    scene.sue.browser.delete(f"/supervisions/{supervision['id']}")
    with scope(company):
        query = select(AuditEntry).where(AuditEntry.action.startswith("supervision."))
        entries = db.session.scalars(query.order_by(AuditEntry.id)).all()
        assert [entry.action for entry in entries] == [
            "supervision.started",
            "supervision.mode_changed",
            "supervision.ended",
        ]
        assert {entry.actor_name for entry in entries} == {"Sue"}
        ended = entries[-1].details
        assert ended["reason"] == "left"
        assert [mode for mode, _, _ in ended["modes"]] == ["monitor", "barge"]
        assert all(began and end for _, began, end in ended["modes"])


def test_several_may_monitor_and_one_whispers(scene):
    sam = scene.floor.desk("Sam", role="supervisor", online=False)
    scene.supervise("whisper")
    scene.supervise("monitor", by=sam)
    refused = scene.start("whisper", by=sam)
    assert refused.status_code == 409
    assert refused.get_json()["type"] == "/problems/whisper-taken"
    assert "Sue" in refused.get_json()["detail"]


def test_the_same_supervisor_goes_on_in_another_window(scene):
    first = scene.supervise("monitor")
    again = scene.supervise("barge")
    assert (again["id"], again["mode"]) == (first["id"], "barge")


def test_turning_to_another_call_ends_the_first(scene, floor):
    first = scene.supervise("whisper")
    bob = floor.desk("Bob")
    floor.waiting("Yan")
    other = bob.accept()
    scene.sue.browser.post(f"/calls/{other['id']}/supervision", {"mode": "monitor"})
    assert scene.look(first)["end_reason"] == "elsewhere"
    assert scene.call()["coaching"] is None


def test_another_departments_supervisor_finds_nothing(scene, scope, company, browser_of):
    with scope(company):
        elsewhere = DepartmentFactory()
        stranger = PersonFactory(role="supervisor", departments=[elsewhere])
    browser = browser_of(stranger)
    response = browser.post(f"/calls/{scene.call_id}/supervision", {"mode": "monitor"})
    assert response.status_code == 404
    supervision = scene.supervise()
    for path in ("", "/ticket", "/coaching-ticket"):
        assert browser.get(f"/supervisions/{supervision['id']}{path}").status_code == 404
    assert browser.delete(f"/supervisions/{supervision['id']}").status_code == 404


def test_an_attendant_never_may(scene):
    bob = scene.floor.desk("Bob", online=False)
    for desk in (scene.ana, bob):
        assert scene.start("monitor", by=desk).status_code == 403
        assert desk.browser.get("/live-calls").status_code == 403


def test_the_plan_has_to_have_it(scene):
    companies.change(scene.floor.company, plan="starter")
    response = scene.start("monitor")
    assert response.status_code == 403
    problem = response.get_json()
    assert problem["type"] == "/problems/plan-feature"
    assert (problem["feature"], problem["lifting_plan"]) == ("supervision", "business")


def test_nobody_supervises_their_own_call(floor, on_media_server):
    sue = floor.desk("Sue", role="supervisor")
    floor.waiting("Zoe")
    call = sue.accept()
    response = sue.browser.post(f"/calls/{call['id']}/supervision", {"mode": "monitor"})
    assert response.get_json()["type"] == "/problems/own-call"


def test_who_talks_in_a_call_supervises_no_other(scene):
    scene.sue.go("online")
    scene.floor.waiting("Yan")
    scene.sue.accept()
    assert scene.start("monitor").get_json()["type"] == "/problems/in-a-call"


def test_a_waiting_call_cannot_be_supervised(scene):
    scene.floor.waiting("Yan")
    (waiting,) = scene.sue.browser.get("/live-calls?q=Yan").get_json()["items"]
    path = f"/calls/{waiting['id']}/supervision"
    response = scene.sue.browser.post(path, {"mode": "monitor"})
    assert response.get_json()["type"] == "/problems/call-not-in-progress"


def test_barging_needs_a_place_in_the_call_and_monitoring_none(scene):
    overrides = '{"limits": {"participants": 2}}'
    companies.change(scene.floor.company, overrides=overrides)
    response = scene.start("barge")
    assert response.get_json()["type"] == "/problems/plan-limit"
    assert response.get_json()["limit"] == "participants"
    supervision = scene.supervise("whisper")
    refused = scene.sue.browser.put(f"/supervisions/{supervision['id']}", {"mode": "barge"})
    assert refused.get_json()["type"] == "/problems/plan-limit"
    assert scene.look(supervision)["mode"] == "whisper"


def test_without_a_media_server_it_is_said(floor):
    ana = floor.desk("Ana")
    floor.waiting("Zoe")
    call = ana.accept()
    sue = floor.desk("Sue", role="supervisor", online=False)
    response = sue.browser.post(f"/calls/{call['id']}/supervision", {"mode": "monitor"})
    assert response.status_code == 503
    assert response.get_json()["type"] == "/problems/media-server-unreachable"


def test_no_trace_of_a_monitor_in_what_the_attendant_can_read(scene, scope, company):
    supervision = scene.supervise("monitor")
    scene.sue.browser.delete(f"/supervisions/{supervision['id']}")
    with scope(company):
        call = db.session.get_one(Call, scene.call_id)
        events = db.session.scalars(select(CallEvent).where(CallEvent.call_id == call.id)).all()
        assert not [one for one in events if "superv" in str((one.kind, one.details)).lower()]
        people = select(Participant.kind).where(Participant.call_id == call.id)
        assert sorted(db.session.scalars(people)) == ["attendant", "client"]


@pytest.mark.parametrize("mode", ["listen", "", None])
def test_only_the_three_modes_exist(scene, mode):
    assert scene.start(mode).status_code == 422
