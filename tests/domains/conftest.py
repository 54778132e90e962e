"""An owner, DNS records to publish, and the worker that looks at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.core.db import db
from app.domains.jobs import sweep_domains
from app.domains.models import DomainClaim
from tests import companies
from tests.access.inbox import Inbox, inbox_of, new_address
from tests.browser import Browser, Response
from tests.built_pages import pages_as_if_built
from tests.factories.access import PersonFactory, StaffFactory
from tests.records import Records, new_domain
from tests.services.outside_world import OutsideWorld
from tests.worker import do_waiting_jobs
from workers.job import run_job
from workers.queues import QueueName

__all__ = ["pages_as_if_built"]

Domain = dict[str, Any]


@dataclass
class Owner:
    """What an owner does on the Domains page, with what the workers do meanwhile."""

    app: Flask
    browser: Browser
    records: Records
    email: str

    def add(self, host: str | None = None) -> Domain:
        answer = self.browser.post("/domains", {"host": host or f"video.{new_domain()}"})
        assert answer.status_code == 201, answer.json
        self.work()
        return self.read(answer.json)

    def check(self, domain: Domain) -> Domain:
        answer = self.browser.post(f"/domains/{domain['id']}/check")
        assert answer.status_code == 200, answer.json
        assert answer.json["looking"]
        self.work()
        return self.read(domain)

    def activate(self, host: str | None = None) -> Domain:
        domain = self.add(host)
        self.records.prove(domain)
        return self.check(domain)

    def prefer(self, domain: Domain) -> Response:
        return self.browser.put("/primary-domain", {"domain_id": domain["id"]})

    def page(self) -> dict[str, Any]:
        return self.browser.get("/domains").json

    def read(self, domain: Domain) -> Domain:
        return next(found for found in self.page()["items"] if found["id"] == domain["id"])

    def look(self, domain: Domain, times: int = 1) -> Domain:
        """Looks of the schedule, each when it is due."""
        for _ in range(times):
            self.pass_time(domain, timedelta(hours=1))
            self.sweep()
        return self.read(domain)

    def sweep(self) -> None:
        with self.app.app_context():
            run_job(sweep_domains.name, None, {})
        self.work()

    def pass_time(self, domain: Domain, span: timedelta) -> None:
        """As if everything that is stored had happened so much earlier."""
        with companies.acting(self.app, None):
            claim = db.session.get_one(DomainClaim, domain["id"])
            for name in ("asked_at", "looked_at", "next_look_at", "failing_since"):
                moment = getattr(claim, name)
                setattr(claim, name, moment and moment - span)

    def work(self) -> None:
        do_waiting_jobs(self.app, QueueName.DEFAULT, QueueName.MAIL)


@pytest.fixture
def records(world: OutsideWorld) -> Records:
    return Records(world)


@pytest.fixture
def owner_at(app, scope, browser_of, records) -> Callable[..., Owner]:
    """`owner_at(other_company)`."""

    def signed_in(company: Any) -> Owner:
        email = new_address()
        with scope(company):
            person = PersonFactory(role="owner", email=email)
        return Owner(app, browser_of(person, at=company), records, email)

    return signed_in


@pytest.fixture
def owner(owner_at, company) -> Owner:
    return owner_at(company)


@pytest.fixture
def inbox(world: OutsideWorld) -> Inbox:
    return inbox_of(world)


@pytest.fixture
def admin(scope, browser_of) -> Browser:
    with scope(None):
        member = StaffFactory(role="admin")
    return browser_of(member)
