"""From the request with its reason to the end, as the staff and the company live through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.access.models import AuditEntry
from app.access.staff_models import StaffAuditEntry, StaffMember
from app.access.support_models import SupportAccess
from app.core.clock import utcnow
from app.core.db import db
from app.support.jobs import sweep_support
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.team import DepartmentFactory
from tests.support_fixtures import WHY, Visit, asked, entered

Visiting = Callable[..., Visit]


def logged(scope: Scope, company: CompanyRef | None, table: Any, action: str) -> list[Any]:
    with scope(company):
        return list(db.session.scalars(db.select(table).where(table.action == action)))


def later(scope: Scope, access_id: int, by: timedelta) -> None:
    """The access has that much less time."""
    with scope(None):
        access = db.session.get_one(SupportAccess, access_id)
        access.expires_at -= by


def test_support_sees_the_company_as_a_manager_would(
    visit: Visiting, company: CompanyRef, scope: Scope
) -> None:
    with scope(company):
        DepartmentFactory(name="Front desk")
    inside = visit().inside
    session = inside.get("/session").json
    assert session["audience"] == "support"
    assert session["person"]["name"] == "Robin Vale"
    assert "departments.view" in session["permissions"]
    assert "departments.edit" not in session["permissions"]
    names = [item["name"] for item in inside.get("/departments").json["items"]]
    assert names == ["Front desk"]


def test_both_logs_tell_who_when_and_why(
    visit: Visiting, company: CompanyRef, scope: Scope, person_of: Any
) -> None:
    visiting = visit()
    assert visiting.inside.delete("/support-session").status_code == 204
    for action in ("support.started", "support.ended"):
        [theirs] = logged(scope, company, AuditEntry, action)
        assert theirs.details["name"] == "Robin Vale"
        assert theirs.details["reason"] == WHY
        [ours] = logged(scope, None, StaffAuditEntry, action)
        assert ours.subject_id == str(company.id)
    [started] = logged(scope, None, StaffAuditEntry, "support.started")
    assert (started.actor_name, started.details["reason"]) == ("Robin Vale", WHY)
    [seen] = person_of("owner").get("/support-accesses").json["items"]
    assert (seen["staff_name"], seen["reason"], seen["ended_how"]) == ("Robin Vale", WHY, "staff")
    assert visiting.inside.get("/departments").status_code == 401


def test_what_support_looks_at_is_noted_once(
    visit: Visiting, company: CompanyRef, scope: Scope
) -> None:
    inside = visit().inside
    for path in ("/departments", "/departments?q=x", "/clients"):
        assert inside.get(path).status_code == 200
    entries = logged(scope, company, AuditEntry, "support.seen")
    assert [entry.details["path"] for entry in entries] == [
        "/api/v1/departments",
        "/api/v1/clients",
    ]
    assert {entry.actor_kind for entry in entries} == {"support"}


def test_the_companys_people_are_told_while_it_lasts(visit: Visiting, person_of: Any) -> None:
    attendant, manager = person_of("attendant"), person_of("manager")
    visiting = visit()
    [told] = attendant.get("/session").json["support"]
    assert (told["name"], told["may_change"]) == ("Robin Vale", False)
    assert attendant.delete(f"/support-accesses/{visiting.id}").status_code == 403
    assert manager.delete(f"/support-accesses/{visiting.id}").status_code == 204
    assert attendant.get("/session").json["support"] == []
    assert visiting.inside.get("/departments").status_code == 401
    assert manager.delete(f"/support-accesses/{visiting.id}").status_code == 404


def test_the_owner_switches_it_off_for_those_who_are_in_and_those_who_ask(
    visit: Visiting, company: CompanyRef, person_of: Any, scope: Scope
) -> None:
    owner, manager = person_of("owner"), person_of("manager")
    visiting = visit()
    assert manager.put("/support-switch", {"allowed": False}).status_code == 403
    assert owner.put("/support-switch", {"allowed": False}).status_code == 200
    assert owner.get("/support-switch").json == {"allowed": False}
    assert visiting.inside.get("/departments").status_code == 401
    refused = asked(visiting.staff, company)
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/support-switched-off")
    [ended] = owner.get("/support-accesses").json["items"]
    assert ended["ended_how"] == "switched_off"
    assert len(logged(scope, company, AuditEntry, "support.switched_off")) == 1
    assert owner.put("/support-switch", {"allowed": True}).status_code == 200
    assert asked(visiting.staff, company).status_code == 201


def test_the_time_is_kept_by_every_door(visit: Visiting, company: CompanyRef, scope: Scope) -> None:
    visiting = visit()
    later(scope, visiting.id, timedelta(minutes=31))
    assert visiting.inside.get("/departments").status_code == 401
    with scope(None):
        sweep_support()
    [entry] = logged(scope, company, AuditEntry, "support.ended")
    assert entry.details["how"] == "time"
    with scope(None):
        sweep_support()
    assert len(logged(scope, company, AuditEntry, "support.ended")) == 1


def test_a_link_lets_in_once_and_soon(
    app: Any, visit: Visiting, company: CompanyRef, scope: Scope
) -> None:
    visiting = visit()
    path = f"/companies/{company.id}/support-accesses/{visiting.id}/entrance"
    url = visiting.staff.post(path).json["url"]
    other = Browser(app, company.host)
    entered(other, url)
    assert other.get("/departments").status_code == 200
    # One browser at a time.
    assert visiting.inside.get("/departments").status_code == 401
    token = url.rpartition("/")[2]
    assert Browser(app, company.host).post(f"/support-entrances/{token}").status_code == 404
    url = visiting.staff.post(path).json["url"]
    with scope(None):
        access = db.session.get_one(SupportAccess, visiting.id)
        access.entrance_until = utcnow() - timedelta(seconds=1)
    late = url.rpartition("/")[2]
    assert Browser(app, company.host).post(f"/support-entrances/{late}").status_code == 404


def test_another_company_knows_nothing_of_it(
    app: Any, visit: Visiting, company: CompanyRef, other_company: CompanyRef
) -> None:
    visiting = visit()
    path = f"/companies/{company.id}/support-accesses/{visiting.id}/entrance"
    token = visiting.staff.post(path).json["url"].rpartition("/")[2]
    stranger = Browser(app, other_company.host)
    assert stranger.post(f"/support-entrances/{token}").status_code == 404
    cookie = visiting.inside.client.get_cookie("voki_support", domain="acme.localhost")
    assert cookie is None or stranger.get("/departments").status_code == 401


def test_whoever_may_not_any_more_is_out(visit: Visiting, scope: Scope) -> None:
    visiting = visit()
    with scope(None):
        member = db.session.scalars(db.select(StaffMember)).one()
        member.role = "finance"
    assert visiting.inside.get("/departments").status_code == 401


def test_changes_are_for_admins_and_written_down(
    visit: Visiting, company: CompanyRef, staff_of: Any, scope: Scope
) -> None:
    with scope(company):
        department = DepartmentFactory(name="Front desk").id
    assert asked(staff_of("support"), company, may_change=True).status_code == 403
    inside = visit("admin", may_change=True).inside
    path = f"/departments/{department}"
    assert inside.patch(path, {"name": "Reception"}).status_code == 200
    [entry] = logged(scope, company, AuditEntry, "support.changed")
    assert (entry.actor_kind, entry.actor_name) == ("support", "Robin Vale")
    assert entry.details["path"] == f"/api/v1{path}"
    assert inside.delete(path).status_code == 403


def test_a_write_needs_the_token_of_the_cookie(
    visit: Visiting, company: CompanyRef, scope: Scope
) -> None:
    with scope(company):
        department = DepartmentFactory().id
    inside = visit("admin", may_change=True).inside
    inside.csrf_token = None
    refused = inside.patch(f"/departments/{department}", {"name": "Reception"})
    assert refused.json["type"] == "/problems/csrf"


@pytest.mark.parametrize("body", [{"reason": ""}, {"minutes": 14}, {"minutes": 241}])
def test_a_reason_and_a_sensible_time_are_asked_for(
    staff_of: Any, company: CompanyRef, body: dict[str, Any]
) -> None:
    assert asked(staff_of("support"), company, **body).status_code == 422


def test_one_access_at_a_time_and_only_for_a_served_company(
    visit: Visiting, company: CompanyRef, other_company: CompanyRef, staff_of: Any
) -> None:
    staff = visit().staff
    assert asked(staff, company).status_code == 409
    admin = staff_of("admin")
    assert admin.post(f"/companies/{other_company.id}/suspend", {"reason": WHY}).status_code == 204
    assert asked(staff, other_company).status_code == 409
    assert staff.post("/companies/999999/support-accesses", {}).status_code == 422
