"""The platform's staff, and what the workers do for them meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.core.db import db
from app.superadmin.jobs import sweep_companies, sweep_usage
from tenants import lifecycle
from tenants.erase import erase_company
from tenants.models import Company
from tests.access.inbox import new_address
from tests.billing.conftest import asked, bank, owner_person, paying, simulator
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import StaffFactory
from tests.superadmin.notes import WHY, Made
from tests.worker import do_waiting_jobs
from workers.job import run_job
from workers.queues import QueueName

# A company that pays.
__all__ = ["asked", "bank", "owner_person", "paying", "simulator"]


@pytest.fixture
def as_staff(scope: Scope, browser_of: Callable[..., Browser]) -> Callable[..., Browser]:
    """`as_staff("finance")`: signed in with this role."""

    def signed_in(role: str, **values: str) -> Browser:
        with scope(None):
            member = StaffFactory(role=role, **values)
        return browser_of(member)

    return signed_in


@pytest.fixture
def staff(as_staff: Callable[..., Browser]) -> Browser:
    """Somebody who may look."""
    return as_staff("support")


@pytest.fixture
def admin(as_staff: Callable[..., Browser]) -> Browser:
    return as_staff("admin", name="Robin Vale")


@pytest.fixture
def work(app: Flask) -> Callable[[], None]:
    """Does the jobs that wait."""
    return lambda: do_waiting_jobs(
        app, QueueName.DEFAULT, QueueName.MAIL, QueueName.BULK, QueueName.INGEST
    )


@pytest.fixture
def count(app: Flask) -> Callable[[], None]:
    """Does what the clock asks for once an hour."""

    def run() -> None:
        with app.app_context():
            run_job(sweep_usage.name, None, {})

    return run


@pytest.fixture
def form() -> dict[str, Any]:
    """What staff fill in for a company of its own."""
    return {
        "name": "Clear Water Clinic",
        "slug": f"by-hand-{uuid4().hex[:8]}",
        "plan": "business",
        "language": "pt-BR",
        "time_zone": "America/Sao_Paulo",
        "owner_name": "Nora Lind",
        "owner_email": new_address(),
    } | WHY


@pytest.fixture
def made(app: Flask, admin: Browser, work: Callable[[], None]) -> Iterator[Made]:
    """`made(form)` is the number of a company that staff made; all of them are erased afterwards."""
    ids: list[int] = []

    def make(form: dict[str, Any]) -> int:
        answer = admin.post("/companies", form)
        assert answer.status_code == 201, answer.json
        ids.append(answer.json["id"])
        work()
        return ids[-1]

    yield make
    with app.app_context():
        for company_id in ids:
            company = db.session.get_one(Company, company_id)
            if company.erased_at is None:
                lifecycle.close(company_id)
            db.session.commit()
            erase_company(company_id)


@pytest.fixture
def sweep(app: Flask, work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        with app.app_context():
            run_job(sweep_companies.name, None, {})
        work()

    return run
