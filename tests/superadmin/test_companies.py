"""The companies as the platform's staff sees them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from psycopg.types.json import Jsonb
from sqlalchemy import event

from app.core.db import db
from tests import companies
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory
from tests.superadmin.crowd import crowd


def slugs(response) -> list[str]:
    return [item["slug"] for item in response.json["items"]]


def as_columns(values: dict[str, Any]) -> dict[str, Any]:
    return {k: Jsonb(v) if isinstance(v, dict) else v for k, v in values.items()}


@pytest.fixture
def statements(app):
    """`with statements() as sent: …` gathers what is sent to the database."""

    @contextmanager
    def gathered() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(conn, cursor, statement, *rest) -> None:
            sent.append(statement)

        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", note)
            yield sent
            event.remove(db.engine, "before_cursor_execute", note)

    return gathered


def test_the_list_has_every_company_with_its_use_of_the_plan(
    staff, company, other_company, scope, count
) -> None:
    with scope(company):
        sales = DepartmentFactory()
        DepartmentFactory(active=False)
        PersonFactory(role="owner")
        PersonFactory(departments=[sales])
        PersonFactory(departments=[sales], active=False)
    count()
    answer = staff.get("/companies")
    assert slugs(answer) == ["acme", "bravo"]
    acme, bravo = answer.json["items"]
    assert acme["host"] == company.host
    assert (acme["attendants"], acme["departments"], acme["people"]) == (1, 1, 2)
    assert (bravo["attendants"], bravo["departments"], bravo["people"]) == (0, 0, 0)
    assert acme["counted_at"]
    shown = staff.get(f"/companies/{company.id}").json
    assert acme.items() <= shown.items()


def test_the_page_counts_anew_what_the_list_counts_by_the_clock(
    staff, company, scope, count
) -> None:
    count()
    with scope(company):
        DepartmentFactory()
    assert staff.get("/companies?q=acme").json["items"][0]["departments"] == 0
    assert staff.get(f"/companies/{company.id}").json["departments"] == 1


def test_companies_are_found_by_how_full_their_plan_is(
    staff, company, other_company, scope, count
) -> None:
    companies.change(company, plan="starter")
    companies.change(other_company, plan="starter")
    with scope(company):
        sales = DepartmentFactory()
        PersonFactory.create_batch(4, departments=[sales])
    with scope(other_company):
        DepartmentFactory.create_batch(4)
    count()
    assert slugs(staff.get("/companies?use=near")) == ["acme"]
    assert slugs(staff.get("/companies?use=over")) == ["bravo"]
    assert slugs(staff.get("/companies?sort=-use")) == ["bravo", "acme"]
    acme, bravo = staff.get("/companies").json["items"]
    assert (acme["use_percent"], bravo["use_percent"]) == (80, 133)


def test_an_exception_counts_at_once(admin, company, scope, count, work) -> None:
    companies.change(company, plan="starter")
    with scope(company):
        DepartmentFactory.create_batch(4)
    count()
    assert slugs(admin.get("/companies?use=over")) == ["acme"]
    body = {"limits": {"departments": 20}, "features": {}, "until": None, "reason": "A pilot"}
    admin.put(f"/companies/{company.id}/overrides", body)
    work()
    assert slugs(admin.get("/companies?use=over")) == []


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "active"),
        ({"billing": {"state": "trialing"}}, "trial"),
        ({"billing": {"state": "past_due"}}, "past_due"),
        ({"billing": {"state": "restricted"}}, "past_due"),
        ({"billing": {"state": "past_due"}, "status": "suspended"}, "suspended"),
        ({"status": "closed"}, "closed"),
        ({"status": "provisioning"}, "provisioning"),
    ],
)
def test_companies_are_found_by_how_they_stand(
    staff, company, other_company, values, state
) -> None:
    companies.change(company, **{"name": "Acme Care"} | as_columns(values))
    found = staff.get(f"/companies?state={state}&q=acme").json["items"]
    assert [item["state"] for item in found] == [state]
    other = "active" if state != "active" else "closed"
    assert slugs(staff.get(f"/companies?state={other}&q=acme")) == []


def test_a_long_list_asks_no_more_questions_than_a_short_one(
    app, staff, company, other_company, statements
) -> None:
    with statements() as few:
        assert len(staff.get("/companies?limit=1").json["items"]) == 1
    with app.app_context(), crowd(1000), statements() as lots:
        assert len(staff.get("/companies?limit=100&sort=-use").json["items"]) == 100
    assert len(lots) == len(few)


def test_the_list_searches_filters_sorts_and_pages(staff, company, other_company) -> None:
    companies.change(other_company, plan="free", status="suspended")
    assert slugs(staff.get("/companies?q=help")) == ["bravo"]
    assert slugs(staff.get("/companies?plan=free")) == ["bravo"]
    assert slugs(staff.get("/companies?state=active")) == ["acme"]
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
