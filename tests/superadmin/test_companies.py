"""The companies as the platform's staff sees them."""

from __future__ import annotations

import pytest

from tests import companies
from tests.factories.access import PersonFactory, StaffFactory
from tests.factories.team import DepartmentFactory


@pytest.fixture
def staff(scope, browser_of):
    """A signed-in member of staff."""
    with scope(None):
        member = StaffFactory(role="support")
    return browser_of(member)


def slugs(response) -> list[str]:
    return [item["slug"] for item in response.json["items"]]


def test_the_list_has_every_company_with_its_use_of_the_plan(
    staff, company, other_company, scope
) -> None:
    with scope(company):
        sales = DepartmentFactory()
        DepartmentFactory(active=False)
        PersonFactory(role="owner")
        PersonFactory(departments=[sales])
        PersonFactory(departments=[sales], active=False)
    answer = staff.get("/companies")
    assert slugs(answer) == ["acme", "bravo"]
    acme, bravo = answer.json["items"]
    assert acme["host"] == company.host
    assert (acme["attendants"], acme["departments"]) == (1, 1)
    assert (bravo["attendants"], bravo["departments"]) == (0, 0)
    shown = staff.get(f"/companies/{company.id}").json
    assert acme.items() <= shown.items()


def test_the_list_searches_filters_sorts_and_pages(staff, company, other_company) -> None:
    companies.change(other_company, plan="free", status="suspended")
    assert slugs(staff.get("/companies?q=help")) == ["bravo"]
    assert slugs(staff.get("/companies?plan=free")) == ["bravo"]
    assert slugs(staff.get("/companies?status=active")) == ["acme"]
    assert slugs(staff.get("/companies?sort=-name&limit=1")) == ["bravo"]
    cursor = staff.get("/companies?limit=1").json["next_cursor"]
    assert slugs(staff.get(f"/companies?limit=1&cursor={cursor}")) == ["bravo"]
    assert staff.get("/companies?plan=gold").status_code == 422


def test_a_company_without_a_schema_has_no_figures(staff, company, other_company) -> None:
    companies.change(other_company, status="closed")
    shown = staff.get(f"/companies/{other_company.id}").json
    assert (shown["attendants"], shown["departments"]) == (None, None)
    companies.change(other_company, erased_at="2026-01-01T00:00:00Z")
    assert staff.get(f"/companies/{other_company.id}").status_code == 404
    assert slugs(staff.get("/companies")) == ["acme"]


def test_nobody_else_gets_there(company, scope, platform_browser, browser_of) -> None:
    assert platform_browser.get("/companies").status_code == 401
    with scope(company):
        owner = PersonFactory(role="owner")
    # On a company's host there is no such address.
    assert browser_of(owner).get("/companies").status_code == 404
