"""One department of its own for each journey, with windows for the people who meet there."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext
from sqlalchemy import select

from app.access.models import Person
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call
from app.calls.sfu import do_want_sfu
from app.core.db import db
from tenants.context import CompanyRef
from tenants.provision import provision_company
from tenants.resolve import find_company_by_slug
from tests import companies
from tests.browser import Browser
from tests.factories.access import PersonFactory
from tests.floor import Floor
from tests.journeys.client_room import ClientRoom
from tests.journeys.site import Site
from tests.journeys.windows import Windows
from tests.journeys.words import client_words, people_words
from tests.journeys.workstation import Workstation

# What the departments of journeys are called, in pictures too.
TEAMS = ("Accounts", "Cards", "Fraud desk", "Insurance", "Mortgages", "Savings", "Transfers")
_numbers = count()


class House:
    """Everybody here speaks the company's language."""

    def __init__(self, site: Site, windows: Windows, company: CompanyRef, **department: Any):
        self.site = site
        self.windows = windows
        self.company = company
        name = department.pop("name", None) or new_name()
        self.floor = Floor(site.app, company, name=name, **department)
        self.url = f"http://{company.host}"

    @property
    def language(self) -> str:
        return self.company.language

    @property
    def shots(self) -> Path | None:
        """Where pictures of screens go when they are asked for; they are in English."""
        folder = os.environ.get("SHOTS")
        return Path(folder) if folder and self.language == "en" else None

    def scope(self) -> AbstractContextManager[None]:
        return companies.acting(self.site.app, self.company)

    def person(self, name: str = "Ana Prado", role: str = "attendant") -> Person:
        with self.scope():
            return PersonFactory(
                name=name,
                role=role,
                language=self.language,
                departments=[self.floor.department],
            )

    def link(self, **values: Any) -> str:
        """The address of a new link to the department."""
        return f"{self.url}/call/{self.floor.link(**values)}"

    def workstation(self, person: Person | None = None, *, online: bool = True) -> Workstation:
        """Opened by somebody who has signed in."""
        desk = self.workstation_signed_out(self.floor.browser_of(person or self.person()))
        if online:
            desk.go_online()
        return desk

    def workstation_signed_out(self, browser: Browser | None = None) -> Workstation:
        """What its address shows: the sign-in, unless the window has the session of `browser`."""
        context = self.windows.open(self.language)
        if browser:
            signed_in(context, browser)
        desk = Workstation(self.windows.page(context), people_words(self.language), self.shots)
        desk.page.goto(f"{self.url}/workstation")
        return desk

    def client(self, link: str | None = None, *, size: str = "desktop", **who: str) -> ClientRoom:
        """A browser at the form of the link."""
        page = self.windows.page(self.windows.open(self.language, size))
        words, touch = client_words(self.language), size == "phone"
        room = ClientRoom(page, words, self.shots, touch, **who)
        room.page.goto(link or self.link())
        return room

    def talking(self) -> tuple[ClientRoom, Workstation]:
        """A client and an attendant in a call."""
        desk = self.workstation()
        client = self.client()
        client.join()
        desk.accept()
        return client, desk

    def move_to_media_server(self) -> None:
        """What a third participant, a recording or a supervision asks for; it is done a moment later."""
        (call, *_) = self.calls()
        with self.scope():
            lock_floor()
            do_want_sfu(locked_call(call.id), "guest")

    def calls(self) -> list[Call]:
        """The calls of this department, the newest first."""
        query = select(Call).where(Call.department_id == self.floor.department.id)
        with self.scope():
            return list(db.session.scalars(query.order_by(Call.id.desc())))

    def read(self, query: Callable[[], Any]) -> Any:
        """The answer of a query in the company's scope."""
        with self.scope():
            return query()


def new_name() -> str:
    again, which = divmod(next(_numbers), len(TEAMS))
    return f"{TEAMS[which]} {again + 1}" if again else TEAMS[which]


def house_of_its_own(site: Site, windows: Windows, slug: str, language: str) -> House:
    """In a new company on the Free plan, for what must not happen to a company that others use."""
    with site.app.app_context():
        provision_company(slug, f"{slug.title()} Travel", "free", language, "America/Sao_Paulo")
        company = find_company_by_slug(slug)
        assert company
    return House(site, windows, company)


def signed_in(context: BrowserContext, browser: Browser) -> None:
    """The window has the session that the test has begun."""
    for cookie in (browser.client._cookies or {}).values():
        context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": f"http://{browser.host}"}]
        )
