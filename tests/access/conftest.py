"""Fixtures of the tests about access."""

from __future__ import annotations

import pytest

from app.access.models import Person
from tenants.context import CompanyRef
from tests.access.inbox import Inbox, inbox_of, new_address
from tests.conftest import Scope
from tests.factories.access import PersonFactory
from tests.services.outside_world import OutsideWorld


@pytest.fixture
def inbox(world: OutsideWorld) -> Inbox:
    return inbox_of(world)


@pytest.fixture
def person(company: CompanyRef, scope: Scope) -> Person:
    """A manager of the company, with an address that no other test has."""
    with scope(company):
        return PersonFactory(role="manager", name="Ana Souza", email=new_address())
