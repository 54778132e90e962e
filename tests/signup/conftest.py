"""A stranger at the platform's host, and what the workers do for them meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from app.signup.jobs import sweep_signups
from app.signup.models import Signup
from app.signup.terms import CURRENT
from tenants import lifecycle
from tenants.erase import erase_company
from tests import companies
from tests.access.inbox import Inbox, inbox_of, new_address
from tests.browser import Browser
from tests.built_pages import pages_as_if_built
from tests.services.outside_world import OutsideWorld
from tests.worker import do_waiting_jobs
from workers.job import run_job
from workers.queues import QueueName

__all__ = ["pages_as_if_built"]

PASSWORD = "violet-tractor-under-moonlight"
_CODE = re.compile(r"\b\d{6}\b")


@dataclass
class Stranger:
    """One sign-up: `fields` replace what the form would hold."""

    browser: Browser
    inbox: Inbox
    work: Callable[[], None]
    email: str = field(default_factory=new_address)
    slug: str = field(default_factory=lambda: f"co-{uuid4().hex[:10]}")
    token: str = ""

    def form(self, **fields: Any) -> dict[str, Any]:
        return {
            "company_name": "Clear Water Clinic",
            "slug": self.slug,
            "name": "Nora Lind",
            "email": self.email,
            "password": PASSWORD,
            "language": "en",
            "time_zone": "Europe/Stockholm",
            "plan": "free",
            "terms_version": CURRENT,
        } | fields

    def start(self, **fields: Any) -> Any:
        answer = self.browser.post("/signups", self.form(**fields))
        if answer.status_code == 201:
            self.token = answer.json["token"]
            self.work()
        return answer

    def mails(self) -> list[dict[str, Any]]:
        return self.inbox(self.email)

    def code(self) -> str:
        found = _CODE.search(self.mails()[0]["text"])
        assert found
        return found.group()

    def verify(self, code: str | None = None) -> Any:
        body = {"code": code or self.code()}
        answer = self.browser.put(f"/signups/{self.token}/verification", body)
        self.work()
        return answer

    def look(self) -> dict[str, Any]:
        return self.browser.get(f"/signups/{self.token}").json


@pytest.fixture
def work(app: Flask) -> Callable[[], None]:
    """Does the jobs that wait."""
    return lambda: do_waiting_jobs(app, QueueName.DEFAULT, QueueName.MAIL)


@pytest.fixture
def sweep(app: Flask) -> Callable[[], None]:
    def run() -> None:
        with app.app_context():
            run_job(sweep_signups.name, None, {})

    return run


@pytest.fixture
def stranger(
    platform_browser: Browser, world: OutsideWorld, work: Callable[[], None], app: Flask
) -> Iterator[Stranger]:
    yield Stranger(platform_browser, inbox_of(world), work)
    with app.app_context():
        ids = db.session.scalars(select(Signup.company_id).where(Signup.company_id.is_not(None)))
        made = [company_id for company_id in ids if company_id is not None]
        db.session.rollback()
        with companies.superuser() as connection:
            connection.execute("DELETE FROM platform.signups")
        for company_id in made:
            lifecycle.close(company_id)
            db.session.commit()
            erase_company(company_id)


@pytest.fixture
def at_company(app: Flask, stranger: Stranger) -> Callable[[], Browser]:
    """The same browser at the host of the company that was made."""
    return lambda: Browser(app, stranger.look()["host"])


@pytest.fixture
def owner(stranger: Stranger, at_company: Callable[[], Browser]) -> Browser:
    """Signed in at the new company, by the way in that the sign-up gives."""
    stranger.start()
    stranger.verify()
    answer = stranger.browser.post(f"/signups/{stranger.token}/entrance")
    browser = at_company()
    entered = browser.post(f"/entrances/{answer.json['url'].rpartition('/')[2]}")
    browser.csrf_token = entered.json["csrf_token"]
    return browser
