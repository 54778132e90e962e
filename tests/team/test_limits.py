"""The plan's limits, at the row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.access.audience import PEOPLE
from app.access.models import Person
from app.core.db import db
from app.team.models import Department
from tests import companies
from tests.browser import Browser
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory

AT_ONCE = 20


@pytest.fixture
def small(company, team):
    """The same company on a plan with 5 attendants, of whom it has 2, and 3 departments, 2 used."""
    companies.change(company, plan="starter")
    return company


def invite(browser, number: int = 0, **values):
    body = {"name": f"New {number}", "email": f"new{number}@example.com", "department_ids": [1]}
    return browser.post("/attendants", body | values)


def rows(scope, company, model) -> int:
    with scope(company):
        return db.session.query(model).count()


def side_by_side(app, browser: Browser, act: Callable[[Browser, int], int]) -> Counter[int]:
    """The statuses of AT_ONCE browsers of one session that act at the same time."""
    cookie = browser.client.get_cookie(PEOPLE.cookie, domain=browser.host.partition(":")[0])
    assert cookie is not None

    def one(number: int) -> int:
        twin = Browser(app, browser.host)
        twin.client.set_cookie(cookie.key, cookie.value, domain=cookie.domain)
        twin.csrf_token = browser.csrf_token
        return act(twin, number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(one, range(AT_ONCE)))


def test_of_many_people_at_once_the_last_slot_takes_one(app, owner, small, scope) -> None:
    with scope(small):
        PersonFactory.create_batch(2, departments=[db.session.get(Department, 1)])
    before = rows(scope, small, Person)
    statuses = side_by_side(app, owner, lambda twin, number: invite(twin, number).status_code)
    assert statuses == {201: 1, 409: AT_ONCE - 1}
    assert rows(scope, small, Person) == before + 1


def test_of_many_departments_at_once_the_last_slot_takes_one(app, owner, small, scope) -> None:
    before = rows(scope, small, Department)
    statuses = side_by_side(
        app,
        owner,
        lambda twin, number: twin.post("/departments", {"name": f"New {number}"}).status_code,
    )
    assert statuses == {201: 1, 409: AT_ONCE - 1}
    assert rows(scope, small, Department) == before + 1


def test_the_refusal_says_all_that_the_dialog_needs(owner, small) -> None:
    for number in range(3):
        assert invite(owner, number).status_code == 201
    refused = invite(owner, 3)
    assert refused.status_code == 409
    assert refused.json["type"] == "/problems/plan-limit"
    assert refused.json["limit"] == "attendants"
    assert (refused.json["current"], refused.json["maximum"]) == (5, 5)
    assert (refused.json["plan"], refused.json["lifting_plan"]) == ("starter", "business")
    assert set(refused.json["contacts"]) == {"whatsapp", "email"}


def test_deactivation_frees_a_slot_and_reactivation_needs_one(owner, small, team) -> None:
    for number in range(3):
        invite(owner, number)
    path = f"/attendants/{team.attendant.id}"
    assert owner.post(f"{path}/deactivate").status_code == 200
    assert invite(owner, 4).status_code == 201
    refused = owner.post(f"{path}/activate")
    assert refused.json["type"] == "/problems/plan-limit"
    assert owner.get(path).json["active"] is False


def test_managers_and_owners_count_once_they_take_calls(owner, small, team) -> None:
    for number in range(2):
        invite(owner, number)
    assert invite(owner, 2, role="manager", department_ids=[]).status_code == 201
    both = {"person_ids": [team.manager.id, team.owner.id]}
    path = f"/departments/{team.support.id}/attendants"
    refused = owner.put(path, both)
    assert refused.json["type"] == "/problems/plan-limit"
    assert owner.get(f"/departments/{team.support.id}").json["attendants"] == []
    assert owner.put(path, {"person_ids": [team.manager.id]}).status_code == 200
    more = owner.patch(f"/attendants/{team.owner.id}", {"department_ids": [team.support.id]})
    assert more.json["type"] == "/problems/plan-limit"
    # Somebody who counts already may move about.
    moved = {"department_ids": [team.sales.id, team.support.id]}
    assert owner.patch(f"/attendants/{team.attendant.id}", moved).status_code == 200


def test_an_inactive_department_leaves_its_slot_to_another(owner, small, team, scope) -> None:
    with scope(small):
        DepartmentFactory(name="Third")
    path = f"/departments/{team.support.id}"
    assert owner.post("/departments", {"name": "Fourth"}).status_code == 409
    assert owner.patch(path, {"active": False}).status_code == 200
    assert owner.post("/departments", {"name": "Fourth"}).status_code == 201
    refused = owner.patch(path, {"active": True})
    assert refused.json["type"] == "/problems/plan-limit"
    assert refused.json["limit"] == "departments"
