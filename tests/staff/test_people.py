"""Inviting, changing, deactivating: by admins, with a reason, never themselves or the last one."""

from __future__ import annotations

from collections.abc import Callable

import pyotp
import pytest
from flask import Flask

from app.access.staff_models import StaffMember
from app.core.db import db
from tenants.context import CompanyRef
from tests.access.inbox import inbox_of, new_address
from tests.browser import Browser
from tests.conftest import Scope, environment
from tests.factories.access import PASSWORD, StaffFactory
from tests.services.outside_world import OutsideWorld
from tests.support_fixtures import Visit
from tests.worker import do_waiting_jobs
from workers.queues import QueueName

WHY = {"reason": "They changed teams"}


@pytest.fixture
def admin(scope: Scope, browser_of: Callable[..., Browser]) -> Browser:
    with scope(None):
        member = StaffFactory(role="admin", name="Robin Vale")
    return browser_of(member)


@pytest.fixture
def colleague(scope: Scope) -> StaffMember:
    with scope(None):
        return StaffFactory(role="support", name="Kim Ode")


def test_an_invited_member_sets_a_password_and_signs_in(
    app: Flask, admin: Browser, platform_browser: Browser, world: OutsideWorld
) -> None:
    address = new_address()
    body = {"name": "Kim Ode", "email": address.upper(), "role": "finance"}
    made = admin.post("/staff", body)
    assert made.status_code == 201, made.json
    assert (made.json["email"], made.json["invitation_pending"]) == (address, True)
    do_waiting_jobs(app, QueueName.MAIL)
    token = inbox_of(world)(address)[0]["links"][0].rpartition("/")[2]
    assert platform_browser.put(f"/invitations/{token}", {"password": PASSWORD}).status_code == 204
    assert platform_browser.sign_in(address).status_code == 201
    assert admin.post(f"/staff/{made.json['id']}/invitation").status_code == 409
    assert list(admin.post("/staff", body).json["errors"]) == ["email"]


def test_a_deactivated_member_is_out_at_once_of_the_platform_and_of_companies(
    admin: Browser, visit: Callable[..., Visit], scope: Scope
) -> None:
    visiting = visit("support")
    with scope(None):
        member = db.session.scalars(db.select(StaffMember).filter_by(role="support")).one().id
    path = f"/staff/{member}"
    assert admin.post(f"{path}/deactivate", WHY).json["active"] is False
    assert visiting.staff.get("/session").status_code == 401
    assert visiting.inside.get("/departments").status_code == 401
    assert admin.post(f"{path}/activate", WHY).json["active"] is True
    assert visiting.inside.get("/departments").status_code == 401


def test_another_role_counts_at_once(
    admin: Browser, colleague: StaffMember, browser_of: Callable[..., Browser], company: CompanyRef
) -> None:
    theirs = browser_of(colleague)
    changed = admin.put(f"/staff/{colleague.id}/role", {"role": "finance"} | WHY)
    assert changed.json["role"] == "finance"
    assert theirs.get("/session").status_code == 401
    theirs.sign_in(colleague.email)
    assert theirs.get("/staff-audit-entries").status_code == 403


@pytest.mark.parametrize("act", ["deactivate", "totp-reset", "activate"])
def test_nobody_changes_their_own_account(admin: Browser, act: str) -> None:
    me = admin.get("/session").json["person"]["id"]
    refused = admin.post(f"/staff/{me}/{act}", WHY)
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/staff-oneself")


def test_one_admin_is_always_left(
    admin: Browser, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    me = admin.get("/session").json["person"]["id"]
    with scope(None):
        second = StaffFactory(role="admin")
    other = browser_of(second)
    assert admin.put(f"/staff/{second.id}/role", {"role": "support"} | WHY).status_code == 200
    # The other browser's sign-in is over, and with it the wish to remove the last one.
    assert other.post(f"/staff/{me}/deactivate", WHY).status_code == 401


def test_only_admins_change_staff(
    colleague: StaffMember, browser_of: Callable[..., Browser], admin: Browser
) -> None:
    theirs = browser_of(colleague)
    body = {"name": "X", "email": "x@voki.example", "role": "admin"}
    assert theirs.post("/staff", body).status_code == 403
    assert theirs.put(f"/staff/{colleague.id}/role", {"role": "admin"} | WHY).status_code == 403
    assert theirs.get("/staff?role=admin").json["items"][0]["name"] == "Robin Vale"


def test_a_second_factor_comes_first_where_it_is_asked_for(
    colleague: StaffMember, platform_browser: Browser, admin: Browser
) -> None:
    with environment({"STAFF_TOTP_REQUIRED": "true"}):
        session = platform_browser.sign_in(colleague.email).json
        assert (session["needs_second_factor"], session["permissions"]) == (True, [])
        refused = platform_browser.get("/companies")
        assert refused.json["type"] == "/problems/second-factor-enrolment-required"
        secret = platform_browser.post("/session/totp", {}).json["secret"]
        code = {"code": pyotp.TOTP(secret).now()}
        assert platform_browser.put("/session/totp", code).status_code == 200
        assert platform_browser.get("/companies").status_code == 200
        off = platform_browser.delete("/session/totp", {"password": PASSWORD})
        assert off.status_code == 409
    # Their phone is lost.
    assert admin.post(f"/staff/{colleague.id}/totp-reset", WHY).json["has_totp"] is False
    assert platform_browser.get("/session").status_code == 401
    assert admin.post(f"/staff/{colleague.id}/totp-reset", WHY).status_code == 409
