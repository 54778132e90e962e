"""The second factor: setting it up, signing in with it, doing without the phone, being made to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select, update

from app.access.models import Person, PersonSession
from app.access.operations import FRESH
from app.access.totp import RECOVERY_CODES, STEP_SECONDS, do_use_code
from app.core.clock import utcnow
from app.core.crypto import DecryptionFailed
from app.core.db import db
from tenants.context import CompanyRef
from tests import companies
from tests.access.inbox import Inbox
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PASSWORD, PersonFactory, StaffFactory

SignedIn = Callable[..., Browser]


def code_of(secret: str, steps_ahead: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(utcnow().timestamp()) + steps_ahead * STEP_SECONDS)


def enrolled(browser: Browser) -> tuple[str, list[str]]:
    """Sets the second factor up; returns its secret and the recovery codes."""
    secret = browser.post("/session/totp", {}).json["secret"]
    response = browser.put("/session/totp", {"code": code_of(secret)})
    assert response.status_code == 200, response.json
    return secret, response.json["recovery_codes"]


def refused(browser: Browser, person: Person, code: str | None = None) -> dict:
    response = browser.sign_in(person.email, code=code)
    assert response.status_code == 401
    assert response.json["type"] == "/problems/second-factor-required"
    return response.json


def test_setting_up_shows_a_secret_and_a_picture(person: Person, browser_of: SignedIn) -> None:
    setup = browser_of(person).post("/session/totp", {})
    assert setup.status_code == 201
    assert setup.json["uri"].startswith("otpauth://totp/Acme%20Care:")
    assert setup.json["secret"] in setup.json["uri"]
    assert setup.json["qr"].startswith("data:image/svg+xml")


def test_it_is_on_only_after_a_first_code(
    browser: Browser, person: Person, browser_of: SignedIn
) -> None:
    signed_in = browser_of(person)
    secret = signed_in.post("/session/totp", {}).json["secret"]
    wrong = signed_in.put("/session/totp", {"code": "000000"})
    assert wrong.status_code == 422
    assert browser.sign_in(person.email).status_code == 201
    signed_in.put("/session/totp", {"code": code_of(secret)})
    assert signed_in.get("/session").json["person"]["has_totp"] is True
    assert refused(browser, person)["code_refused"] is False


def test_a_code_signs_in_once(browser: Browser, person: Person, browser_of: SignedIn) -> None:
    secret, _ = enrolled(browser_of(person))
    assert refused(browser, person, "123456")["code_refused"] is True
    code = code_of(secret, 1)
    assert browser.sign_in(person.email, code=code).status_code == 201
    assert refused(browser, person, code)["code_refused"] is True


def test_the_code_of_the_set_up_is_used_up(
    browser: Browser, person: Person, browser_of: SignedIn
) -> None:
    secret, _ = enrolled(browser_of(person))
    assert refused(browser, person, code_of(secret))["code_refused"] is True


def test_a_code_of_another_time_does_not_count(
    browser: Browser, person: Person, browser_of: SignedIn
) -> None:
    secret, _ = enrolled(browser_of(person))
    for steps in (-3, 3):
        refused(browser, person, code_of(secret, steps))


def test_the_password_is_asked_for_first(
    browser: Browser, person: Person, browser_of: SignedIn
) -> None:
    secret, _ = enrolled(browser_of(person))
    response = browser.sign_in(person.email, "not the password", code_of(secret, 1))
    assert response.json["type"] == "/problems/invalid-credentials"


def test_each_recovery_code_opens_one_sign_in(
    browser: Browser, person: Person, browser_of: SignedIn
) -> None:
    _, codes = enrolled(browser_of(person))
    assert len(set(codes)) == RECOVERY_CODES
    assert browser.sign_in(person.email, code=codes[0].lower()).status_code == 201
    refused(browser, person, codes[0])
    assert browser.sign_in(person.email, code=codes[1].replace("-", " ")).status_code == 201


def test_secrets_are_not_stored_in_the_clear(
    person: Person, browser_of: SignedIn, company: CompanyRef, scope: Scope
) -> None:
    secret, codes = enrolled(browser_of(person))
    with scope(company):
        row = db.session.get_one(Person, person.id)
    assert row.totp_secret
    assert secret not in row.totp_secret
    assert not any(codes[0].replace("-", "").encode() in stored for stored in row.recovery_hashes)


def test_a_secret_moved_to_another_company_does_not_open(
    person: Person,
    browser_of: SignedIn,
    company: CompanyRef,
    other_company: CompanyRef,
    scope: Scope,
) -> None:
    enrolled(browser_of(person))
    with scope(company):
        sealed = db.session.get_one(Person, person.id).totp_secret
    with scope(other_company):
        victim = PersonFactory(id=person.id)
        victim.totp_secret = sealed
        victim.totp_confirmed_at = utcnow()
    with scope(other_company), pytest.raises(DecryptionFailed):
        do_use_code(db.session.get_one(Person, person.id), "123456")


def test_turning_it_off_needs_the_password(
    browser: Browser,
    person: Person,
    browser_of: SignedIn,
    company: CompanyRef,
    deliver_outbox: Callable[[CompanyRef], int],
    inbox: Inbox,
) -> None:
    signed_in = browser_of(person)
    enrolled(signed_in)
    assert signed_in.delete("/session/totp", {"password": "wrong"}).status_code == 422
    assert signed_in.delete("/session/totp", {"password": PASSWORD}).status_code == 204
    assert browser.sign_in(person.email).status_code == 201
    deliver_outbox(company)
    subjects = [message["subject"] for message in inbox(person.email)]
    assert "turned off" in subjects[0]
    assert "turned on" in subjects[1]


def test_an_older_session_asks_for_the_password_again(
    person: Person, browser_of: SignedIn, company: CompanyRef, scope: Scope
) -> None:
    browser = browser_of(person)
    with scope(company):
        earlier = PersonSession.created_at - FRESH - timedelta(seconds=1)
        db.session.execute(update(PersonSession).values(created_at=earlier))
    assert browser.post("/session/totp", {}).status_code == 422
    assert browser.post("/session/totp", {"password": PASSWORD}).status_code == 201


def test_a_company_can_ask_everyone_for_it(
    person: Person, browser_of: SignedIn, company: CompanyRef
) -> None:
    before = browser_of(person)
    companies.change(company, totp_required_at=utcnow())
    # Whoever is at work is not thrown out of it.
    assert before.get("/session").json["needs_second_factor"] is False
    browser = browser_of(person)
    session = browser.get("/session").json
    assert session["needs_second_factor"] is True
    assert session["permissions"] == []
    response = browser.get("/sessions")
    assert response.status_code == 403
    assert response.json["type"] == "/problems/second-factor-enrolment-required"
    enrolled(browser)
    assert browser.get("/session").json["needs_second_factor"] is False
    assert browser.get("/sessions").status_code == 200
    assert browser.delete("/session/totp", {"password": PASSWORD}).status_code == 409


def test_staff_have_it_too(platform_browser: Browser, browser_of: SignedIn, scope: Scope) -> None:
    with scope(None):
        member = StaffFactory()
    secret, _ = enrolled(browser_of(member))
    assert platform_browser.sign_in(member.email).status_code == 401
    assert platform_browser.sign_in(member.email, code=code_of(secret, 1)).status_code == 201


def test_enrolment_cannot_be_started_over_while_it_is_on(
    person: Person, browser_of: SignedIn, company: CompanyRef, scope: Scope
) -> None:
    browser = browser_of(person)
    enrolled(browser)
    with scope(company):
        before = db.session.scalar(select(Person.totp_secret).where(Person.id == person.id))
    assert browser.post("/session/totp", {}).status_code == 409
    with scope(company):
        assert db.session.scalar(select(Person.totp_secret).where(Person.id == person.id)) == before
