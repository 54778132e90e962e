"""Companies that staff make by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from app.superadmin.models import CompanyTask
from tests import companies
from tests.access.inbox import inbox_of
from tests.browser import Browser
from tests.conftest import Scope
from tests.services.outside_world import OutsideWorld
from tests.superadmin.notes import WHY, Made, done, page

PASSWORD = "violet-tractor-under-moonlight"


def test_a_company_made_by_hand_is_its_owners_once_they_take_the_invitation(
    app: Flask,
    admin: Browser,
    made: Made,
    form: dict[str, Any],
    world: OutsideWorld,
    deliver_outbox: Callable[..., int],
) -> None:
    company_id = made(form)
    shown = page(admin, company_id)
    assert (shown["status"], shown["plan"], shown["language"]) == ("active", "business", "pt-BR")
    [owner] = shown["owners"]
    assert (owner["email"], owner["has_password"]) == (form["owner_email"], False)
    assert done(admin, company_id) == [("company.provisioned", WHY["reason"])]
    with app.app_context():
        deliver_outbox(companies.found(form["slug"]))
    [mail] = inbox_of(world)(form["owner_email"])
    [link] = [link for link in mail["links"] if "/invitation/" in link]
    browser = Browser(app, shown["host"])
    token = link.rpartition("/")[2]
    answer = browser.put(f"/invitations/{token}", {"password": PASSWORD})
    assert answer.status_code in (200, 204), answer.json
    signed_in = browser.sign_in(form["owner_email"], PASSWORD)
    assert signed_in.json["person"]["role"] == "owner"
    assert page(admin, company_id)["owners"][0]["has_password"]
    again = admin.post(f"/companies/{company_id}/invitation", WHY)
    assert again.status_code == 409


def test_nothing_of_the_owner_stays_in_the_task(
    admin: Browser, made: Made, form: dict[str, Any], scope: Scope
) -> None:
    company_id = made(form)
    with scope(None):
        [task] = db.session.scalars(
            select(CompanyTask).where(CompanyTask.company_id == company_id)
        ).all()
        assert (task.state, task.payload) == ("done", {})
    assert page(admin, company_id)["tasks"][0]["asked_by"] == "Robin Vale"


def test_the_owners_invitation_is_sent_again(
    app: Flask,
    admin: Browser,
    made: Made,
    form: dict[str, Any],
    world: OutsideWorld,
    work: Callable[[], None],
    deliver_outbox: Callable[..., int],
) -> None:
    company_id = made(form)
    assert admin.post(f"/companies/{company_id}/invitation", WHY).status_code == 204
    work()
    with app.app_context():
        deliver_outbox(companies.found(form["slug"]))
    assert len(inbox_of(world)(form["owner_email"])) == 2
    assert done(admin, company_id)[0] == ("company.owner_invited", WHY["reason"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "acme"},
        {"slug": "Not an address"},
        {"slug": "admin"},
        {"time_zone": "Mars/Base"},
        {"plan": "gold"},
        {"owner_email": "nobody"},
        {"reason": ""},
    ],
)
def test_a_company_is_not_made_from_what_cannot_be(
    admin: Browser, company, form: dict[str, Any], wrong: dict[str, str]
) -> None:
    answer = admin.post("/companies", form | wrong)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == list(wrong)


@pytest.mark.parametrize("role", ["support", "finance"])
def test_others_neither_make_nor_erase(
    as_staff: Callable[..., Browser], company, form: dict[str, Any], role: str
) -> None:
    browser = as_staff(role)
    assert browser.post("/companies", form).status_code == 403
    for what in ("exports", "erasure", "close", "invitation"):
        body = WHY | {"slug": company.slug}
        assert browser.post(f"/companies/{company.id}/{what}", body).status_code == 403
