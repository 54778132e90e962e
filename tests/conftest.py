"""Fixtures of all tests. The services come from `tests/services`.

    def test_…(company, scope, browser_of): …

`company` and `other_company` are empty at the start of each test; `scope(company)` is for what the
test itself reads and writes; `browser_of(person)` is signed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask

from app import create_app
from app.access import passwords
from app.access.models import Person
from app.access.staff_models import StaffMember
from app.core.config import settings
from app.core.db import db
from app.core.outbox import deliver_entry, due_entry_ids
from app.core.redis import redis_client
from app.realtime import emitter
from media import storage
from tenants.context import CompanyRef, tenant_scope
from tests import companies, emitted, network
from tests.browser import Browser
from tests.services.media_server import MediaServer
from workers import queues

pytest_plugins = ["tests.services.pytest_plugin", "tests.floor_fixtures", "tests.support_fixtures"]
# They take long, and come first so that none of several workers ends alone with them.
LONG = (
    "tests/faults/",
    "tests/demo/",
    "tests/api/test_schemathesis",
    "tests/calls/test_state_machine",
)
network.guard()
emitted.watch()

Scope = Callable[[CompanyRef | None], AbstractContextManager[None]]
# What a process makes of its settings once.
_MADE_ONCE = (
    settings,
    passwords.hasher,
    redis_client,
    storage.client,
    queues.rq_redis,
    queues.queue,
    emitter._manager,
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    """The settings and the clients made of them follow `values` inside."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        _forget_clients()
        yield
    _forget_clients()


def _forget_clients() -> None:
    for cached in _MADE_ONCE:
        cached.cache_clear()


@pytest.fixture(scope="session")
def product(service_env: dict[str, str]) -> Iterator[Flask]:
    """The whole application on this worker's services, in threads as the tests are."""
    with environment(service_env | {"ASYNC_MODE": "threading", "LOG_LEVEL": "WARNING"}):
        app = create_app()
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def both_companies(product: Flask) -> tuple[CompanyRef, CompanyRef]:
    with product.app_context():
        return companies.made("acme", "Acme Care"), companies.made("bravo", "Bravo Help")


@pytest.fixture
def app(product: Flask, both_companies: tuple[CompanyRef, CompanyRef]) -> Flask:
    """The application, with nothing in its databases but two empty companies."""
    with product.app_context():
        companies.emptied(*both_companies)
    return product


@pytest.fixture
def company(app: Flask, both_companies: tuple[CompanyRef, CompanyRef]) -> CompanyRef:
    with app.app_context():
        return companies.found(both_companies[0].slug)


@pytest.fixture
def other_company(app: Flask, both_companies: tuple[CompanyRef, CompanyRef]) -> CompanyRef:
    with app.app_context():
        return companies.found(both_companies[1].slug)


@pytest.fixture
def scope(app: Flask) -> Scope:
    """`with scope(company): …` works in a company's scope, `scope(None)` in the platform's."""
    return lambda company: companies.acting(app, company)


@pytest.fixture
def browser(app: Flask, company: CompanyRef) -> Browser:
    """A browser at the company, signed out."""
    return Browser(app, company.host)


@pytest.fixture
def platform_browser(app: Flask) -> Browser:
    """A browser at the platform's own host, signed out."""
    return Browser(app, settings().platform_host)


@pytest.fixture
def browser_of(app: Flask, company: CompanyRef) -> Callable[..., Browser]:
    """`browser_of(person, at=other_company)`: signed in; staff at the platform's host."""

    def signed_in(member: Person | StaffMember, at: CompanyRef = company) -> Browser:
        is_staff = isinstance(member, StaffMember)
        browser = Browser(app, settings().platform_host if is_staff else at.host)
        response = browser.sign_in(member.email)
        assert response.status_code == 201, response.json
        return browser

    return signed_in


@pytest.fixture
def on_media_server(
    app: Flask, media_server: MediaServer, both_companies: tuple[CompanyRef, CompanyRef]
) -> Iterator[MediaServer]:
    """The product has a media server in this test, which keeps no rooms of it afterwards."""
    with environment(media_server.env):
        yield media_server
        with app.app_context():
            companies.emptied_rooms(*both_companies)


@pytest.fixture
def deliver_outbox(app: Flask) -> Callable[[CompanyRef], int]:
    """Does what a worker would: sends what is due; returns how many entries were delivered."""

    def deliver(company: CompanyRef) -> int:
        with app.app_context(), tenant_scope(company):
            return sum(deliver_entry(entry_id) for entry_id in due_entry_ids())

    return deliver
