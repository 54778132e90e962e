"""The platform's staff, and what the workers do for them meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from app.superadmin.jobs import sweep_usage
from tests.billing.conftest import asked, bank, owner_person, paying, simulator
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import StaffFactory
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
    return lambda: do_waiting_jobs(app, QueueName.DEFAULT, QueueName.MAIL, QueueName.BULK)


@pytest.fixture
def count(app: Flask) -> Callable[[], None]:
    """Does what the clock asks for once an hour."""

    def run() -> None:
        with app.app_context():
            run_job(sweep_usage.name, None, {})

    return run
