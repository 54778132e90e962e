"""The log of what staff did: who, when, what and why, by person, action and company."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tenants.context import CompanyRef
from tests.browser import Browser

WHY = {"reason": "Asked for by their owner"}


def entries(browser: Browser, **query: object) -> list[dict[str, Any]]:
    return browser.get("/staff-audit-entries", query_string=query).json["items"]


def test_the_log_is_filtered_and_paged(
    staff_of: Callable[[str], Browser], company: CompanyRef, other_company: CompanyRef
) -> None:
    first, second = staff_of("admin"), staff_of("admin")
    first.post(f"/companies/{company.id}/suspend", WHY)
    second.post(f"/companies/{other_company.id}/suspend", WHY)
    second.post(f"/companies/{other_company.id}/restore", WHY)
    latest = entries(first, company_id=other_company.id)
    assert [entry["action"] for entry in latest] == ["company.restored", "company.suspended"]
    assert latest[0]["details"] == WHY
    assert latest[0]["actor_name"] == "Robin Vale"
    me = first.get("/session").json["person"]["id"]
    mine = entries(first, actor_id=me, action="company.")
    assert [entry["subject_id"] for entry in mine] == [str(company.id)]
    assert len(entries(first, q="their owner")) == 3
    page = first.get("/staff-audit-entries?action=company.&limit=2").json
    assert len(page["items"]) == 2
    rest = entries(first, action="company.", cursor=page["next_cursor"])
    assert [entry["subject_id"] for entry in rest] == [str(company.id)]


def test_finance_does_not_read_it(staff_of: Callable[[str], Browser]) -> None:
    assert staff_of("finance").get("/staff-audit-entries").status_code == 403


def test_a_company_reads_its_own(person_of: Callable[[str], Browser]) -> None:
    owner = person_of("owner")
    opened = owner.get("/audit-entries?action=session.opened").json["items"]
    assert [entry["actor_kind"] for entry in opened] == ["person"]
    assert person_of("supervisor").get("/audit-entries").status_code == 403
