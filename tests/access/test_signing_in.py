"""Signing in and out, at a company and at the platform."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from app.access import passwords
from app.access.csrf import HEADER
from app.access.models import Person, PersonSession
from app.access.sessions import IDLE_LIMIT, LIFETIME
from app.core.clock import utcnow
from app.core.db import db
from app.core.ids import token_hash
from tenants.context import CompanyRef
from tests import companies
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PASSWORD, PersonFactory, StaffFactory

COOKIE = "voki_session"


def cookie_of(browser: Browser, name: str = COOKIE) -> str:
    cookie = browser.client.get_cookie(name, domain=browser.host.partition(":")[0])
    assert cookie is not None
    return cookie.value


def with_cookie(browser: Browser, value: str) -> Browser:
    """A browser that stole this cookie."""
    thief = Browser(browser.client.application, browser.host)
    thief.client.set_cookie(COOKIE, value, domain=browser.host.partition(":")[0])
    return thief


def test_the_session_tells_who_one_is(browser: Browser, person: Person) -> None:
    assert browser.sign_in(person.email.upper() + " ").status_code == 201
    session = browser.get("/session").json
    assert session["audience"] == "person"
    assert session["person"] == {
        "id": person.id,
        "name": "Ana Souza",
        "email": person.email,
        "role": "manager",
        "language": "en",
        "theme": "auto",
        "has_totp": False,
    }
    assert session["company"]["slug"] == "acme"
    assert "people.edit" in session["permissions"]
    assert "billing.edit" not in session["permissions"]
    assert "recording" in session["features"]
    assert session["limits"] == {"attendants": None, "departments": None, "participants": 100}
    assert session["needs_second_factor"] is False


def test_signed_out_there_is_no_session(browser: Browser) -> None:
    response = browser.get("/session")
    assert response.status_code == 401
    assert response.mimetype == "application/problem+json"
    assert response.json["type"] == "/problems/not-signed-in"


def test_the_cookie_is_kept_from_scripts_and_other_sites(browser: Browser, person: Person) -> None:
    header = browser.sign_in(person.email).headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header


def test_only_the_hash_of_the_cookie_is_stored(
    browser: Browser, person: Person, company: CompanyRef, scope: Scope
) -> None:
    browser.sign_in(person.email)
    with scope(company):
        stored = db.session.scalars(select(PersonSession.token_hash)).all()
    assert stored == [token_hash(cookie_of(browser))]


def test_signing_out_ends_the_session_on_the_server(browser: Browser, person: Person) -> None:
    browser.sign_in(person.email)
    stolen = with_cookie(browser, cookie_of(browser))
    assert stolen.get("/session").status_code == 200
    assert browser.delete("/session").status_code == 204
    assert stolen.get("/session").status_code == 401


def test_a_sign_in_rotates_the_session(browser: Browser, person: Person) -> None:
    browser.sign_in(person.email)
    before = cookie_of(browser)
    browser.sign_in(person.email)
    assert cookie_of(browser) != before
    assert with_cookie(browser, before).get("/session").status_code == 401


def test_a_cookie_that_somebody_planted_is_not_adopted(browser: Browser, person: Person) -> None:
    browser.client.set_cookie(COOKIE, "planted", domain="acme.localhost")
    browser.sign_in(person.email)
    assert cookie_of(browser) != "planted"
    assert with_cookie(browser, "planted").get("/session").status_code == 401


@pytest.mark.parametrize("aged", ["expires_at", "last_seen_at"])
def test_an_old_session_is_over(
    browser: Browser, person: Person, company: CompanyRef, scope: Scope, aged: str
) -> None:
    browser.sign_in(person.email)
    age = LIFETIME if aged == "expires_at" else IDLE_LIMIT
    with scope(company):
        column = getattr(PersonSession, aged)
        db.session.execute(update(PersonSession).values({aged: column - age - timedelta(1)}))
    assert browser.get("/session").status_code == 401


def refusal(browser: Browser, email: str, password: str = PASSWORD) -> dict:
    response = browser.sign_in(email, password)
    return {"status": response.status_code} | response.json


def test_every_wrong_sign_in_is_refused_alike(
    browser: Browser, person: Person, company: CompanyRef, scope: Scope
) -> None:
    with scope(company):
        invited = PersonFactory(password_hash=None)
        inactive = PersonFactory(active=False)
    answers = [
        refusal(browser, person.email, "not the password"),
        refusal(browser, "nobody@acme.example"),
        refusal(browser, invited.email),
        refusal(browser, inactive.email),
    ]
    assert answers == [answers[0]] * 4
    assert answers[0]["status"] == 401
    assert answers[0]["type"] == "/problems/invalid-credentials"


def verifications() -> float:
    return passwords.VERIFICATIONS._value.get()


def test_known_and_unknown_people_cost_one_comparison(browser: Browser, person: Person) -> None:
    for email in (person.email, "nobody@acme.example"):
        before = verifications()
        browser.sign_in(email, "not the password")
        assert verifications() == before + 1


def test_a_hash_of_weaker_parameters_is_renewed(
    browser: Browser, company: CompanyRef, scope: Scope
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    with scope(company):
        person = PersonFactory(password_hash=weak)
    assert browser.sign_in(person.email).status_code == 201
    with scope(company):
        renewed = db.session.get_one(Person, person.id).password_hash
    assert renewed
    assert renewed != weak
    assert not passwords.needs_rehash(renewed)
    assert browser.sign_in(person.email).status_code == 201


def test_a_suspended_company_says_so(browser: Browser, person: Person, company: CompanyRef) -> None:
    companies.change(company, status="suspended")
    response = browser.sign_in(person.email)
    assert response.status_code == 403
    assert response.json["type"] == "/problems/company-suspended"
    assert response.json["detail"]


def test_a_write_needs_the_csrf_token(browser: Browser, person: Person) -> None:
    browser.sign_in(person.email)
    for headers in ({HEADER: ""}, {HEADER: "wrong"}):
        response = browser.patch("/session/profile", {"theme": "dark"}, headers=headers)
        assert response.status_code == 403
        assert response.json["type"] == "/problems/csrf"
    assert browser.patch("/session/profile", {"theme": "dark"}).json["theme"] == "dark"


def test_the_csrf_token_of_another_session_does_not_fit(
    browser: Browser, person: Person, browser_of: Callable[..., Browser]
) -> None:
    browser.sign_in(person.email)
    other = browser_of(person)
    assert other.csrf_token is not None
    response = browser.patch(
        "/session/profile", {"theme": "dark"}, headers={HEADER: other.csrf_token}
    )
    assert response.status_code == 403


def test_a_form_of_another_site_cannot_sign_anyone_in(browser: Browser, person: Person) -> None:
    body = f'{{"email": "{person.email}", "password": "{PASSWORD}"}}'
    response = browser.post("/session", data=body, content_type="text/plain")
    assert response.status_code == 422


def test_a_session_of_one_company_means_nothing_at_another(
    browser: Browser, person: Person, other_company: CompanyRef, scope: Scope
) -> None:
    with scope(other_company):
        PersonFactory(email=person.email)
    browser.sign_in(person.email)
    there = Browser(browser.client.application, other_company.host)
    there.client.set_cookie(COOKIE, cookie_of(browser), domain="bravo.localhost")
    assert there.get("/session").status_code == 401


def test_staff_sign_in_at_the_platform_only(
    platform_browser: Browser, browser: Browser, scope: Scope
) -> None:
    with scope(None):
        member = StaffFactory()
    assert browser.sign_in(member.email).status_code == 401
    response = platform_browser.sign_in(member.email)
    assert response.status_code == 201
    assert "voki_staff=" in response.headers["Set-Cookie"]
    session = platform_browser.get("/session").json
    assert session["audience"] == "staff"
    assert session["company"] is None
    assert session["limits"] is None
    assert "companies.view" in session["permissions"]
    assert platform_browser.delete("/session").status_code == 204
    assert platform_browser.get("/session").status_code == 401


def test_people_do_not_sign_in_at_the_platform(platform_browser: Browser, person: Person) -> None:
    assert platform_browser.sign_in(person.email).status_code == 401


def test_a_persons_cookie_opens_nothing_at_the_platform(
    browser: Browser, person: Person, platform_browser: Browser
) -> None:
    browser.sign_in(person.email)
    for name in (COOKIE, "voki_staff"):
        platform_browser.client.set_cookie(name, cookie_of(browser), domain="localhost")
    assert platform_browser.get("/session").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "acme.localhost:8000.evil.example"},
        {"Host": "acme.evil.example"},
        {"Host": "acme.localhost"},
    ],
)
def test_a_forged_host_gets_a_plain_404(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.get("/session", headers=headers).status_code == 404


def test_a_forwarded_host_is_not_believed(
    browser: Browser, person: Person, other_company: CompanyRef
) -> None:
    forged = {"X-Forwarded-Host": other_company.host, "X-Original-Host": other_company.host}
    response = browser.post(
        "/session", {"email": person.email, "password": PASSWORD}, headers=forged
    )
    assert response.json["company"]["slug"] == "acme"


def test_the_last_sign_in_is_noted(
    browser: Browser, person: Person, company: CompanyRef, scope: Scope
) -> None:
    before = utcnow()
    browser.sign_in(person.email)
    with scope(company):
        noted = db.session.get_one(Person, person.id).last_signed_in_at
    assert noted
    assert noted >= before
