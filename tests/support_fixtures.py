"""Fixtures of support access: staff, a company with people, and the way from one host to the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory, StaffFactory

WHY = "Their queue does not move"


@dataclass
class Visit:
    """A running access: the staff's browser at the platform, and the one inside the company."""

    id: int
    staff: Browser
    inside: Browser

    @property
    def browser(self) -> Browser:
        return self.inside


@pytest.fixture
def staff_of(scope: Scope, browser_of: Callable[..., Browser]) -> Callable[[str], Browser]:
    def staff(role: str) -> Browser:
        with scope(None):
            member = StaffFactory(role=role, name="Robin Vale")
        return browser_of(member)

    return staff


@pytest.fixture
def person_of(scope: Scope, company: CompanyRef, browser_of: Callable[..., Browser]) -> Any:
    def person(role: str) -> Browser:
        with scope(company):
            made = PersonFactory(role=role)
        return browser_of(made)

    return person


def asked(staff: Browser, company: CompanyRef, **body: Any) -> Any:
    values = {"reason": WHY, "minutes": 30} | body
    return staff.post(f"/companies/{company.id}/support-accesses", values)


@pytest.fixture
def visit(
    app: Flask, company: CompanyRef, staff_of: Callable[[str], Browser]
) -> Callable[..., Visit]:
    def visiting(role: str = "support", **body: Any) -> Visit:
        staff = staff_of(role)
        answer = asked(staff, company, **body)
        assert answer.status_code == 201, answer.json
        inside = Browser(app, company.host)
        entered(inside, answer.json["url"])
        return Visit(answer.json["id"], staff, inside)

    return visiting


def entered(browser: Browser, url: str) -> None:
    token = urlsplit(url).path.rpartition("/")[2]
    answer = browser.post(f"/support-entrances/{token}")
    assert answer.status_code == 201, answer.json
    browser.csrf_token = browser.get("/session").json["csrf_token"]
