"""What staff may change about a company, and how it is remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.core.clock import utcnow
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory, StaffFactory

WHY = {"reason": "Asked for by their owner"}


def moved(admin: Browser, company: CompanyRef, move: str) -> str:
    """The company's status after it."""
    assert admin.post(f"/companies/{company.id}/{move}", WHY).status_code == 204
    return admin.get(f"/companies/{company.id}").json["status"]


def exceptions(**values: Any) -> dict[str, Any]:
    return {"limits": {}, "features": {}, "until": None} | WHY | values


def test_a_suspended_company_stops_and_a_restored_one_goes_on(
    admin: Browser, company, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    with scope(company):
        person = PersonFactory(role="manager")
    theirs = browser_of(person)
    assert moved(admin, company, "suspend") == "suspended"
    assert theirs.get("/departments").status_code == 403
    assert moved(admin, company, "restore") == "active"
    assert theirs.get("/departments").status_code == 200


def test_a_closed_company_is_not_served_and_can_come_back(admin: Browser, company, browser) -> None:
    assert moved(admin, company, "close") == "closed"
    assert browser.get("/session").status_code == 404
    assert admin.post(f"/companies/{company.id}/suspend", WHY).status_code == 409
    assert moved(admin, company, "restore") == "active"
    assert browser.get("/session").status_code == 401


def test_each_change_is_told_with_who_and_why(admin: Browser, company) -> None:
    admin.post(f"/companies/{company.id}/suspend", WHY)
    admin.put(f"/companies/{company.id}/overrides", exceptions(limits={"attendants": 99}))
    latest, first = admin.get(f"/companies/{company.id}").json["changes"]
    assert (first["action"], first["actor_name"]) == ("company.suspended", "Robin Vale")
    assert first["details"] == WHY
    assert latest["action"] == "company.overridden"
    assert latest["details"]["after"]["limits"] == {"attendants": 99}


def test_an_exception_holds_at_once_and_until_its_last_day(
    admin: Browser, company, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    with scope(company):
        person = PersonFactory(role="owner")
    owner = browser_of(person)
    path = f"/companies/{company.id}/overrides"

    def limit() -> int | None:
        return owner.get("/session").json["limits"]["departments"]

    today = utcnow().date()
    admin.put(path, exceptions(limits={"departments": 2}, until=today.isoformat()))
    assert limit() == 2
    yesterday = (today - timedelta(days=1)).isoformat()
    admin.put(path, exceptions(limits={"departments": 2}, until=yesterday))
    assert limit() is None
    admin.put(path, exceptions(features={"recording": False}))
    assert "recording" not in owner.get("/session").json["features"]
    admin.put(path, exceptions())
    assert "recording" in owner.get("/session").json["features"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"limits": {"wishes": 3}},
        {"limits": {"attendants": -1}},
        {"features": {"flying": True}},
        {"until": "soon"},
        {"reason": ""},
    ],
)
def test_wrong_exceptions_are_refused(admin: Browser, company, wrong: dict[str, Any]) -> None:
    answer = admin.put(f"/companies/{company.id}/overrides", exceptions(**wrong))
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == list(wrong)


def test_only_admins_change_companies(
    company, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    with scope(None):
        member = StaffFactory(role="support")
    support = browser_of(member)
    assert support.post(f"/companies/{company.id}/suspend", WHY).status_code == 403
    assert support.get(f"/companies/{company.id}").json["status"] == "active"


def test_an_unknown_company_is_not_found(admin: Browser) -> None:
    assert admin.post("/companies/999999/suspend", WHY).status_code == 404
    assert admin.put("/companies/999999/overrides", exceptions()).status_code == 404
