"""A small company: two departments and one person of each role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.access.models import Person
from app.team.models import Department
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory


@dataclass(frozen=True)
class Team:
    """The supervisor and the attendant belong to sales; nobody belongs to support."""

    sales: Department
    support: Department
    owner: Person
    manager: Person
    supervisor: Person
    attendant: Person


@pytest.fixture
def team(company: CompanyRef, scope: Scope) -> Team:
    with scope(company):
        sales, support = (DepartmentFactory(name=name) for name in ("Sales", "Support"))
        return Team(
            sales,
            support,
            owner=PersonFactory(name="Olga", role="owner"),
            manager=PersonFactory(name="Mona", role="manager"),
            supervisor=PersonFactory(name="Saul", role="supervisor", departments=[sales]),
            attendant=PersonFactory(name="Ana", role="attendant", departments=[sales]),
        )


@pytest.fixture
def owner(team: Team, browser_of: Callable[..., Browser]) -> Browser:
    return browser_of(team.owner)


@pytest.fixture
def manager(team: Team, browser_of: Callable[..., Browser]) -> Browser:
    return browser_of(team.manager)


@pytest.fixture
def supervisor(team: Team, browser_of: Callable[..., Browser]) -> Browser:
    return browser_of(team.supervisor)
