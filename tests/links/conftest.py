from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from app.links.models import AccessLink, Visit
from app.links.queries import link_by_token
from tenants.context import CompanyRef
from tests import companies
from tests.browser import Browser
from tests.built_pages import pages_as_if_built
from tests.conftest import Scope
from tests.floor import Caller, Floor

__all__ = ["pages_as_if_built"]


@pytest.fixture
def manager(floor: Floor) -> Browser:
    return floor.browser_of(floor.manager)


@pytest.fixture
def stranger(app: Flask, company: CompanyRef) -> Callable[[str], Caller]:
    """`stranger(token)`: a browser at the link that has not filled in the form."""
    return lambda token: Caller(Browser(app, company.host, address="127.9.9.9"), token)


@pytest.fixture
def change_link(app: Flask, scope: Scope, company: CompanyRef) -> Callable[..., None]:
    """Sets columns of the link with this token, as time or a colleague would."""

    def change(token: str, **values: object) -> None:
        with scope(company):
            link: AccessLink = link_by_token(token)
            for name, value in values.items():
                setattr(link, name, value)

    return change


@pytest.fixture
def change_visits(app: Flask, company: CompanyRef) -> Callable[..., None]:
    """Sets columns of every visit."""

    def change(**values: object) -> None:
        with companies.acting(app, company):
            for visit in Visit.query.all():
                for name, value in values.items():
                    setattr(visit, name, value)

    return change
