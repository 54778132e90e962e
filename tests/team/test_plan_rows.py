"""Each plan with each limit that rows count against, by HTTP: the last fits, the next is refused, until
the plan lifts it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from billing.plans import CATALOGUE, Limit
from tests import companies
from tests.browser import Browser, Response
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory

COUNTED = (Limit.DEPARTMENTS, Limit.ATTENDANTS)
FINITE = [
    (plan.key, limit, maximum)
    for plan in CATALOGUE.values()
    for limit in COUNTED
    if (maximum := plan.limits[limit]) is not None
]


@pytest.fixture
def owner(company, scope, browser_of: Callable[..., Browser]) -> Browser:
    """One who takes no calls, and so needs no place."""
    with scope(company):
        person = PersonFactory(role="owner")
    return browser_of(person)


def make(owner: Browser, limit: Limit, number: int) -> Response:
    if limit is Limit.DEPARTMENTS:
        return owner.post("/departments", {"name": f"New {number}"})
    body = {"name": f"New {number}", "email": f"new{number}@example.com", "department_ids": [1]}
    return owner.post("/attendants", body)


def fill(limit: Limit, count: int) -> None:
    """In the company's scope."""
    if limit is Limit.DEPARTMENTS:
        DepartmentFactory.create_batch(count)
        return
    department = DepartmentFactory()
    PersonFactory.create_batch(count, role="attendant", departments=[department])


@pytest.mark.parametrize(("plan", "limit", "maximum"), FINITE)
def test_the_last_fits_and_the_next_waits_for_a_larger_plan(
    company, scope, owner: Browser, plan: str, limit: Limit, maximum: int
) -> None:
    companies.change(company, plan=plan)
    with scope(company):
        fill(limit, maximum - 1)
    assert make(owner, limit, 1).status_code == 201
    refused = make(owner, limit, 2)
    assert refused.status_code == 409
    said = refused.json
    assert (said["limit"], said["current"], said["maximum"]) == (limit, maximum, maximum)
    shown = owner.get("/session").json["limits"]
    assert shown[limit] == maximum
    companies.change(company, plan=said["lifting_plan"])
    assert make(owner, limit, 2).status_code == 201


@pytest.mark.parametrize("limit", COUNTED)
def test_the_largest_plan_has_no_end(company, scope, owner: Browser, limit: Limit) -> None:
    with scope(company):
        fill(limit, 60)
    assert make(owner, limit, 1).status_code == 201
    assert owner.get("/session").json["limits"][limit] is None
