"""What holds for the whole company: who may change it, what is refused, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.audit import verify_chain
from app.access.models import AuditEntry
from app.core.db import db
from app.realtime.models import RealtimeEvent
from tenants.context import CompanyRef
from tests import companies
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory
from tests.worker import do_waiting_jobs
from workers.queues import QueueName

SignedIn = Callable[..., Browser]
GOOD = {
    "name": "Norte Viagens",
    "language": "pt-BR",
    "time_zone": "America/Manaus",
    "require_totp": True,
}


@pytest.fixture
def manager(scope: Scope, company: CompanyRef, browser_of: SignedIn) -> Iterator[Browser]:
    with scope(company):
        person = PersonFactory(role="manager")
    yield browser_of(person)
    # A company's name is given to it once, for all tests.
    companies.change(company, name=company.name)


def test_what_is_saved_holds_for_everybody(manager: Browser, company: CompanyRef) -> None:
    before = manager.get("/settings").json
    assert before == {
        "name": company.name,
        "language": "en",
        "time_zone": "UTC",
        "require_totp": False,
    }
    answer = manager.put("/settings", GOOD)
    assert (answer.status_code, answer.json) == (200, GOOD)
    assert manager.get("/settings").json == GOOD
    told = manager.get("/session").json
    shown = {name: told["company"][name] for name in ("name", "language", "time_zone")}
    assert shown == {name: GOOD[name] for name in shown}


def test_only_what_is_another_now_is_noted(
    manager: Browser, company: CompanyRef, scope: Scope
) -> None:
    manager.put("/settings", GOOD)
    manager.put("/settings", GOOD | {"name": "Norte"})
    manager.put("/settings", GOOD | {"name": "Norte"})
    with scope(company):
        noted = db.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "company.settings_changed")
        ).all()
        assert [entry.details for entry in noted] == [GOOD, {"name": "Norte"}]
        assert verify_chain().broken_at is None


def test_saving_again_asks_nobody_anew(
    manager: Browser, company: CompanyRef, scope: Scope, browser_of: SignedIn
) -> None:
    manager.put("/settings", GOOD)
    with scope(company):
        later = PersonFactory(role="attendant")
    asked = browser_of(later)
    assert asked.get("/session").json["needs_second_factor"] is True
    manager.put("/settings", GOOD | {"name": "Norte"})
    assert asked.get("/session").json["needs_second_factor"] is True
    # Who asked for it is at work, and stays so.
    assert manager.get("/session").json["needs_second_factor"] is False
    manager.put("/settings", GOOD | {"require_totp": False})
    assert asked.get("/session").json["needs_second_factor"] is False


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "  "), ("language", "xx"), ("time_zone", "Mars/Olympus"), ("require_totp", "maybe")],
)
def test_what_cannot_hold_is_refused_by_field(manager: Browser, field: str, value: Any) -> None:
    before = manager.get("/settings").json
    answer = manager.put("/settings", GOOD | {field: value})
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [field]
    assert manager.get("/settings").json == before


def test_open_pages_hear_of_it(
    app: Flask, manager: Browser, company: CompanyRef, scope: Scope
) -> None:
    manager.put("/settings", GOOD)
    do_waiting_jobs(app, QueueName.REALTIME)
    query = select(RealtimeEvent.data).where(RealtimeEvent.name == "session.changed")
    with scope(company):
        told = db.session.scalars(query.order_by(RealtimeEvent.seq.desc())).first()
    assert told == {"revision": manager.get("/session").json["revision"]}


@pytest.mark.parametrize("role", ["supervisor", "attendant"])
def test_who_does_not_run_the_company_cannot(
    role: str, company: CompanyRef, scope: Scope, browser_of: SignedIn
) -> None:
    with scope(company):
        person = PersonFactory(role=role)
    browser = browser_of(person)
    assert browser.get("/settings").status_code == 403
    assert browser.put("/settings", GOOD).status_code == 403
