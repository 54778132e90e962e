"""Who may watch a recording, by which link, for how long; and what stays."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from sqlalchemy import select

from app.access.models import AuditEntry
from app.calls.models import Call
from app.core.clock import utcnow
from app.core.db import db
from app.recordings import playback
from app.recordings.models import Part, Recording
from media import storage
from tests import companies
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory
from tests.recordings.talk import Talk

FILM = bytes(range(256)) * 40


@pytest.fixture
def recorded(talk: Talk) -> Talk:
    """A call that is over, with one part in the store."""
    talk.run()
    talk.end()
    talk.recorder("finish")
    talk.store_part()
    return talk


@pytest.fixture
def person(recorded: Talk, browser_of):
    """`person("supervisor")` of this department, or of `departments`, signed in."""

    def made(role: str, departments=None):
        with recorded.scope():
            if departments is None:
                departments = [recorded.floor.department]
            member = PersonFactory(role=role, departments=departments)
        return browser_of(member)

    return made


@pytest.fixture
def stored(recorded: Talk) -> Talk:
    """The same, with the object really there."""
    with recorded.scope():
        storage.ensure_bucket()
        part = db.session.scalars(select(Part)).one()
        storage.put_object(str(part.key), FILM, "video/webm")
    return recorded


def path(talk: Talk, rest: str = "") -> str:
    return f"/recordings/{talk.read('id')}{rest}"


def audited(talk: Talk) -> list[tuple[str, str]]:
    with talk.scope():
        rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(row.action, row.actor_name) for row in rows if row.action.startswith("recording.")]


def test_a_supervisor_plays_a_stretch_in_the_page(stored: Talk, person) -> None:
    answer = person("supervisor").get(path(stored, "/parts/1/play"))
    assert answer.status_code == 302
    stretch = requests.get(answer.location, headers={"Range": "bytes=10-19"}, timeout=10)
    assert (stretch.status_code, stretch.content) == (206, FILM[10:20])
    assert stretch.headers["content-type"] == "video/webm"
    assert stretch.headers["content-disposition"].startswith("inline")


def test_a_download_is_a_file_with_a_name(stored: Talk, person) -> None:
    answer = person("manager").get(path(stored, "/parts/1/download"))
    got = requests.get(answer.location, timeout=10)
    assert got.content == FILM
    assert got.headers["content-disposition"].startswith("attachment")
    assert f"recording-{stored.id}-" in got.headers["content-disposition"]


def test_a_link_dies_after_five_minutes_at_most(stored: Talk, person, monkeypatch) -> None:
    link = person("manager").get(path(stored, "/parts/1/play")).location
    assert int(parse_qs(urlsplit(link).query)["X-Amz-Expires"][0]) <= 300
    monkeypatch.setattr(playback, "MAX_LINK_SECONDS", -1)
    dead = person("manager").get(path(stored, "/parts/1/play")).location
    assert requests.get(link, timeout=10).status_code == 200
    assert requests.get(dead, timeout=10).status_code in {400, 403}


def test_each_look_is_in_the_audit_log(recorded: Talk, person) -> None:
    browser = person("supervisor")
    browser.get(path(recorded, "/parts/1/play"))
    browser.get(path(recorded, "/parts/1/download"))
    browser.get(path(recorded, "/parts/1/play"))
    assert [action for action, _ in audited(recorded)] == [
        "recording.played",
        "recording.downloaded",
        "recording.played",
    ]


def test_another_departments_supervisor_finds_nothing(recorded: Talk, person) -> None:
    with recorded.scope():
        elsewhere = DepartmentFactory(name="Elsewhere")
    stranger = person("supervisor", [elsewhere])
    for address in (
        path(recorded, "/parts/1/play"),
        path(recorded, "/parts/1/download"),
        f"/calls/{recorded.id}/recordings",
    ):
        assert stranger.get(address).status_code == 404, address
    assert stranger.get("/recordings").get_json()["items"] == []
    assert audited(recorded) == []


def test_an_attendant_sees_no_recordings(recorded: Talk) -> None:
    browser = recorded.ana.browser
    assert browser.get(f"/calls/{recorded.id}/recordings").status_code == 403
    assert browser.get(path(recorded, "/parts/1/play")).status_code == 403


def test_the_department_that_recorded_keeps_sight_of_a_call_handed_over(
    recorded: Talk, person
) -> None:
    with recorded.scope():
        db.session.get_one(Call, recorded.id).department_id = DepartmentFactory(name="Next").id
    listed = person("supervisor").get(f"/calls/{recorded.id}/recordings")
    assert [item["id"] for item in listed.get_json()["items"]] == [recorded.read("id")]


def test_the_panel_gets_parts_and_consents(recorded: Talk, person) -> None:
    recorded.store_part(2, state="uploading", upload_progress=40)
    (item,) = person("manager").get(f"/calls/{recorded.id}/recordings").get_json()["items"]
    assert [(p["number"], p["state"], p["playable"]) for p in item["parts"]] == [
        (1, "stored", True),
        (2, "uploading", False),
    ]
    assert item["parts"][1]["upload_progress"] == 40
    (consent,) = item["consents"]
    assert (consent["name"], consent["state"]) == ("Zoe", "accepted")
    assert item["started_by"] == "Ana"
    assert "key" not in item["parts"][0]


@pytest.mark.parametrize(
    ("state", "slug"), [("finished", "recording-not-stored"), ("purged", "recording-purged")]
)
def test_a_part_that_cannot_be_had_says_why(recorded: Talk, person, state: str, slug: str) -> None:
    recorded.store_part(2, state=state)
    answer = person("manager").get(path(recorded, "/parts/2/play"))
    assert (answer.status_code, answer.get_json()["type"]) == (409, f"/problems/{slug}")
    assert person("manager").get(path(recorded, "/parts/3/play")).status_code == 404
    assert audited(recorded) == []


def test_the_list_finds_by_client_and_leaves_refusals_out(recorded: Talk, person) -> None:
    other = Talk.begin(recorded.floor)
    other.record()
    other.answer(False)
    manager = person("manager")
    assert len(manager.get("/recordings").get_json()["items"]) == 1
    assert len(manager.get("/recordings?q=zo").get_json()["items"]) == 1
    assert manager.get("/recordings?q=nobody").get_json()["items"] == []
    calls = {want: manager.get(f"/calls?recorded={want}").get_json()["items"] for want in (1, 0)}
    assert [call["id"] for call in calls[1]] == [recorded.id]
    assert [call["id"] for call in calls[0]] == [other.id]


@pytest.mark.parametrize(("plan", "days"), [("starter", 30), ("business", 90), ("enterprise", 365)])
def test_files_stay_as_long_as_the_plan_says(talk: Talk, plan: str, days: int) -> None:
    companies.change(talk.floor.company, plan=plan)
    talk.run()
    talk.end()
    assert talk.read("purge_after") - talk.call("ended_at") == timedelta(days=days)


def test_a_legal_hold_needs_a_manager_and_a_reason(recorded: Talk, person) -> None:
    address = path(recorded, "/legal-hold")
    hold = {"held": True, "reason": "Case 12/2026"}
    assert person("supervisor").put(address, hold).status_code == 403
    manager = person("manager")
    assert manager.put(address, {"held": True, "reason": ""}).status_code == 422
    held = manager.put(address, hold).get_json()["legal_hold"]
    assert (held["held"], held["reason"]) == (True, "Case 12/2026")
    manager.put(address, {"held": False, "reason": "Case closed"})
    assert [action for action, _ in audited(recorded)] == ["recording.held", "recording.released"]


def test_what_is_gone_cannot_be_held(recorded: Talk, person) -> None:
    with recorded.scope():
        db.session.get_one(Recording, recorded.recording_id).purged_at = utcnow()
    answer = person("manager").put(path(recorded, "/legal-hold"), {"held": True, "reason": "Late"})
    assert answer.get_json()["type"] == "/problems/recording-purged"


def test_storage_counts_what_the_store_holds(recorded: Talk, person) -> None:
    recorded.store_part(2, size=2_000_000, seconds=20)
    recorded.store_part(3, state="purged", size=9_000_000)
    used = person("manager").get("/recordings/storage").get_json()
    assert (used["files"], used["bytes"], used["seconds"]) == (2, 7_000_000, 81.5)
    assert used["retention_days"] == 365
    (row,) = used["departments"]
    assert (row["department"]["name"], row["bytes"]) == ("Support", 7_000_000)
    assert person("supervisor").get("/recordings/storage").status_code == 403


def test_a_department_with_a_purged_recording_cannot_be_deleted(recorded: Talk, person) -> None:
    with recorded.scope():
        recording = db.session.get_one(Recording, recorded.recording_id)
        recording.purged_at = utcnow()
    manager = person("manager", [])
    address = f"/departments/{recorded.floor.department.id}"
    refused = manager.delete(address)
    assert refused.get_json()["type"] == "/problems/department-has-recordings"
    version = manager.get(address).get_json()["version"]
    assert manager.patch(address, {"active": False, "version": version}).status_code == 200
