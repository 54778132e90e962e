"""What staff announce is shown to the companies that it is meant for, while it is time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.access.jobs import sweep_pages
from app.access.staff_models import StaffAuditEntry
from app.core.clock import utcnow
from app.core.db import db
from app.realtime.models import RealtimeEvent
from tests import companies
from tests.browser import Browser
from tests.factories.access import PersonFactory, StaffFactory
from tests.worker import do_waiting_jobs
from workers.queues import QueueName


@pytest.fixture
def admin(scope, browser_of: Callable[..., Browser]) -> Browser:
    with scope(None):
        return browser_of(StaffFactory(role="admin", name="Robin Vale"))


@pytest.fixture
def ana(scope, company, browser_of: Callable[..., Browser]) -> Browser:
    with scope(company):
        person = PersonFactory(role="attendant")
    return browser_of(person)


def words(**values: Any) -> dict[str, Any]:
    now = utcnow()
    return {
        "kind": "info",
        "text_en": "We move to larger servers on Sunday.",
        "text_pt": "No domingo mudamos para servidores maiores.",
        "starts_at": (now - timedelta(minutes=1)).isoformat(),
        "ends_at": (now + timedelta(days=1)).isoformat(),
        "plans": [],
    } | values


def made(admin: Browser, **values: Any) -> int:
    answer = admin.post("/announcements", words(**values))
    assert answer.status_code == 201, answer.json
    return int(answer.json["id"])


def shown(browser: Browser) -> list[int]:
    return [each["id"] for each in browser.get("/session").json["announcements"]]


def test_an_announcement_is_shown_in_both_languages(admin, ana) -> None:
    announced = made(admin)
    (found,) = ana.get("/session").json["announcements"]
    assert (found["id"], found["kind"]) == (announced, "info")
    assert found["text_en"].startswith("We move")
    assert found["text_pt"].startswith("No domingo")
    assert admin.get("/session").json["announcements"] == []


def test_open_pages_are_told_at_once(app, admin, ana, scope, company) -> None:
    made(admin)
    do_waiting_jobs(app, QueueName.BULK)
    query = select(RealtimeEvent.data).where(RealtimeEvent.name == "session.changed")
    with scope(company):
        told = db.session.scalars(query.order_by(RealtimeEvent.seq.desc())).first()
    assert told == {"revision": ana.get("/session").json["revision"]}


def test_it_begins_and_ends_by_the_clock(app, admin, ana, monkeypatch) -> None:
    now = utcnow()
    later, end = now + timedelta(hours=1), now + timedelta(hours=2)
    announced = made(admin, starts_at=later.isoformat(), ends_at=end.isoformat())
    before = ana.get("/session").json
    assert before["announcements"] == []
    monkeypatch.setattr("app.announcements.queries.utcnow", lambda: later)
    during = ana.get("/session").json
    assert [each["id"] for each in during["announcements"]] == [announced]
    assert during["revision"] != before["revision"]
    monkeypatch.setattr("app.announcements.queries.utcnow", lambda: end)
    assert shown(ana) == []


def test_only_the_plans_that_it_names_are_told(admin, ana, company) -> None:
    announced = made(admin, plans=["starter", "business"])
    assert shown(ana) == []
    companies.change(company, plan="business")
    assert shown(ana) == [announced]


def test_a_change_and_a_withdrawal_are_seen_at_once(admin, ana) -> None:
    announced = made(admin)
    changed = words(text_en="It is done.", kind="warning")
    assert admin.put(f"/announcements/{announced}", changed).status_code == 200
    (found,) = ana.get("/session").json["announcements"]
    assert (found["text_en"], found["kind"]) == ("It is done.", "warning")
    assert admin.delete(f"/announcements/{announced}").status_code == 204
    assert shown(ana) == []
    assert admin.delete(f"/announcements/{announced}").status_code == 404
    assert admin.put(f"/announcements/{announced}", changed).status_code == 404


def test_putting_away_is_for_oneself_and_for_good(
    admin, ana, scope, company, browser_of: Callable[..., Browser]
) -> None:
    announced = made(admin)
    with scope(company):
        person = PersonFactory(role="attendant")
    other = browser_of(person)
    for _ in range(2):
        assert ana.put(f"/announcement-dismissals/{announced}").status_code == 204
    assert ana.get("/announcement-dismissals").json["items"] == [announced]
    assert other.get("/announcement-dismissals").json["items"] == []


def test_a_warning_stays_and_what_is_not_shown_cannot_be_put_away(admin, ana) -> None:
    warning, elsewhere = made(admin, kind="warning"), made(admin, plans=["free"])
    for announced in (warning, elsewhere, 999):
        assert ana.put(f"/announcement-dismissals/{announced}").status_code == 404
    assert ana.get("/announcement-dismissals").json["items"] == []


@pytest.mark.parametrize(
    "values",
    [
        {"ends_at": "2020-01-01T00:00:00Z"},
        {"plans": ["gold"]},
        {"kind": "party"},
        {"text_pt": ""},
        {"text_en": "x" * 401},
    ],
)
def test_what_makes_no_sense_is_refused(admin, values: dict[str, Any]) -> None:
    answer = admin.post("/announcements", words(**values))
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == set(values)


def test_the_list_has_past_and_coming_ones(admin) -> None:
    past = made(admin, starts_at="2020-01-01T00:00:00Z", ends_at="2020-01-02T00:00:00Z")
    present = made(admin)
    items = admin.get("/announcements").json["items"]
    assert [item["id"] for item in items] == [present, past]
    found = admin.get("/announcements?q=larger").json["items"]
    assert {item["id"] for item in found} == {present, past}
    assert admin.get("/announcements?q=nothing").json["items"] == []


def test_only_admins_write_and_the_log_says_who(
    admin, scope, browser_of: Callable[..., Browser]
) -> None:
    with scope(None):
        support = browser_of(StaffFactory(role="support"))
    assert support.post("/announcements", words()).status_code == 403
    announced = made(admin)
    admin.delete(f"/announcements/{announced}")
    with scope(None):
        query = select(StaffAuditEntry).where(StaffAuditEntry.subject_kind == "announcement")
        entries = db.session.scalars(query.order_by(StaffAuditEntry.id))
        told = [(e.action, e.actor_name, e.details["kind"]) for e in entries]
    assert told == [
        ("announcement.made", "Robin Vale", "info"),
        ("announcement.withdrawn", "Robin Vale", "info"),
    ]


def test_the_sweep_ends_it_on_open_pages(app, admin, ana, scope, company, monkeypatch) -> None:
    made(admin)
    do_waiting_jobs(app, QueueName.BULK)
    after = utcnow() + timedelta(days=2)
    monkeypatch.setattr("app.announcements.queries.utcnow", lambda: after)
    with app.app_context():
        sweep_pages()
    query = select(RealtimeEvent.data).where(RealtimeEvent.name == "session.changed")
    with scope(company):
        told = list(db.session.scalars(query.order_by(RealtimeEvent.seq)))
    assert len(told) == 2
    assert told[-1] == {"revision": ana.get("/session").json["revision"]}
