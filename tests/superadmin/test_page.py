"""One company's page: how it is doing, on one look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from app.core.clock import utcnow
from app.core.db import db
from app.core.outbox import OutboxEntry
from app.superadmin.jobs import count_usage
from tests import companies
from tests.billing.conftest import Bank
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory
from workers.job import run_job
from workers.queues import QueueName, queue


def page(browser: Browser, company_id: int) -> dict[str, Any]:
    answer = browser.get(f"/companies/{company_id}")
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def test_each_limit_is_told_with_its_use(admin: Browser, company, scope: Scope) -> None:
    companies.change(company, plan="starter")
    with scope(company):
        DepartmentFactory.create_batch(2)
    body = {"limits": {"departments": 7}, "features": {}, "until": None, "reason": "A pilot"}
    admin.put(f"/companies/{company.id}/overrides", body)
    shown = page(admin, company.id)
    limits = {each["limit"]: each for each in shown["limits"]}
    assert shown["allowance"]["limits"]["departments"] == 3
    assert "recording" in shown["allowance"]["features"]
    assert limits["departments"] == {
        "limit": "departments",
        "used": 2,
        "maximum": 7,
        "overridden": True,
    }
    assert (limits["attendants"]["used"], limits["attendants"]["maximum"]) == (0, 5)


def test_people_are_counted_by_role_with_the_last_who_came_in(
    admin: Browser, company, scope: Scope
) -> None:
    seen = utcnow() - timedelta(hours=3)
    with scope(company):
        PersonFactory(role="owner", name="Olga Reis", email="olga@acme.example")
        PersonFactory(role="attendant", last_signed_in_at=seen - timedelta(days=1))
        PersonFactory(role="attendant", last_signed_in_at=seen)
        PersonFactory(role="attendant", active=False)
    shown = page(admin, company.id)
    roles = {each["role"]: each for each in shown["roles"]}
    assert [roles[role]["active"] for role in ("owner", "manager", "attendant")] == [1, 0, 2]
    assert roles["attendant"]["last_signed_in_at"] == seen.isoformat()
    assert roles["owner"]["last_signed_in_at"] is None
    assert [owner["name"] for owner in shown["owners"]] == ["Olga Reis"]


def test_jobs_that_failed_are_those_of_this_company(
    app: Flask, admin: Browser, company, other_company
) -> None:
    asked = queue(QueueName.DEFAULT)
    for scope_id in (company.id, other_company.id):
        asked.enqueue(run_job, args=("no.such.job", scope_id, {}))
    with app.app_context():
        worker = SimpleWorker([asked], connection=asked.connection, serializer=JSONSerializer)
        worker.work(burst=True, logging_level="CRITICAL")
    [failed] = page(admin, company.id)["failed_jobs"]
    assert failed["name"] == "no.such.job"
    assert failed["reason"] == "ModuleNotFoundError: No module named 'no'"
    assert failed["failed_at"]


def test_what_does_not_get_through_is_told(admin: Browser, company, scope: Scope) -> None:
    with scope(company):
        db.session.add_all(
            [
                OutboxEntry(
                    topic="access.link", payload={}, attempts=3, last_error="OSError: away"
                ),
                OutboxEntry(topic="access.link", payload={}, attempts=1, done_at=utcnow()),
                OutboxEntry(topic="access.link", payload={}),
            ]
        )
    [late] = page(admin, company.id)["late_entries"]
    assert (late["topic"], late["attempts"], late["last_error"]) == (
        "access.link",
        3,
        "OSError: away",
    )
    assert late["failed_at"] is None


def test_finance_sees_price_and_bills_and_support_sees_neither(
    bank: Bank, as_staff: Callable[..., Browser], staff: Browser, company
) -> None:
    bank.subscribe("starter")
    finance = as_staff("finance")
    assert page(finance, company.id)["billing"]["subscription"]["amount"] == 2900
    [invoice] = finance.get(f"/companies/{company.id}/invoices").json["items"]
    assert (invoice["total"], invoice["status"]) == (2900, "paid")
    shown = page(staff, company.id)
    assert shown["billing"] is None
    assert shown["standing"]["state"] == "active"
    assert staff.get(f"/companies/{company.id}/invoices").status_code == 403


@pytest.mark.parametrize("status", ["closed", "provisioning"])
def test_a_company_that_is_not_served_says_nothing_of_its_own(
    admin: Browser, company, status: str
) -> None:
    companies.change(company, status=status)
    shown = page(admin, company.id)
    assert [shown[name] for name in ("limits", "roles", "owners", "late_entries")] == [None] * 4
    assert admin.get(f"/companies/{company.id}/invoices").json == {"items": []}


def test_the_count_of_one_company_is_its_own_job(
    app: Flask, staff: Browser, company, other_company, scope: Scope
) -> None:
    with scope(company):
        DepartmentFactory()
    with app.app_context():
        run_job(count_usage.name, company.id, {})
    acme, bravo = staff.get("/companies").json["items"]
    assert (acme["departments"], bravo["departments"]) == (1, None)
