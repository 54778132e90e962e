"""How often one may try, by account, by address and by company."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from limits import parse

from app.access import limiter, operations
from app.access.limiter import SIGN_IN, Rule
from app.access.models import Person
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory

TRIES = SIGN_IN.account.amount


@pytest.fixture
def few_for(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lowers the allowance of one kind of counter, so that a test reaches it quickly."""

    def lower(kind: str) -> None:
        generous: Rule = replace(SIGN_IN, account=parse("100/minute"))
        fewer: dict[str, Any] = {kind: parse("3/minute")}
        monkeypatch.setattr(operations, "SIGN_IN", replace(generous, **fewer))

    return lower


def statuses(browser: Browser, emails: list[str]) -> list[int]:
    return [browser.sign_in(email, "not the password").status_code for email in emails]


def test_an_account_can_be_tried_so_often(browser: Browser, person: Person) -> None:
    assert statuses(browser, [person.email] * TRIES) == [401] * TRIES
    response = browser.sign_in(person.email)
    assert response.status_code == 429
    assert response.json["type"] == "/problems/too-many-requests"
    assert 0 < int(response.headers["Retry-After"]) <= SIGN_IN.account.get_expiry()


def test_unknown_accounts_are_counted_alike(browser: Browser) -> None:
    assert statuses(browser, ["nobody@acme.example"] * (TRIES + 1))[-1] == 429


def test_another_account_is_not_affected(browser: Browser, person: Person) -> None:
    statuses(browser, ["nobody@acme.example"] * (TRIES + 1))
    assert browser.sign_in(person.email).status_code == 201


def test_a_success_clears_the_account(browser: Browser, person: Person) -> None:
    statuses(browser, [person.email] * (TRIES - 1))
    assert browser.sign_in(person.email).status_code == 201
    assert statuses(browser, [person.email] * TRIES) == [401] * TRIES


def test_one_address_cannot_try_many_accounts(
    browser: Browser, person: Person, few_for: Callable[[str], None]
) -> None:
    few_for("address")
    assert statuses(browser, [f"nobody{number}@acme.example" for number in range(4)])[-1] == 429
    elsewhere = Browser(browser.client.application, browser.host, address="127.0.0.2")
    assert elsewhere.sign_in(person.email).status_code == 201


def test_many_addresses_cannot_flood_one_company(
    browser: Browser, other_company: CompanyRef, few_for: Callable[[str], None], scope: Scope
) -> None:
    few_for("company")
    application = browser.client.application
    for number in range(3):
        crowd = Browser(application, browser.host, address=f"127.0.1.{number}")
        assert statuses(crowd, [f"nobody{number}@acme.example"]) == [401]
    assert statuses(browser, ["nobody@acme.example"]) == [429]
    with scope(other_company):
        neighbour = PersonFactory()
    there = Browser(application, other_company.host)
    assert there.sign_in(neighbour.email).status_code == 201


def test_resets_are_counted(browser: Browser, person: Person) -> None:
    answers = [browser.post("/password-resets", {"email": person.email}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]


def test_codes_of_the_second_factor_are_counted(
    person: Person, browser_of: Callable[..., Browser]
) -> None:
    browser = browser_of(person)
    browser.post("/session/totp", {})
    answers = [browser.put("/session/totp", {"code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


def test_guessing_links_is_counted(browser: Browser) -> None:
    answers = [browser.get(f"/invitations/guess-{number}").status_code for number in range(61)]
    assert answers == [404] * 60 + [429]


@pytest.fixture
def without_redis(app: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The limiter's own connections lead to a port that nobody serves."""
    storage: Any = limiter._windows().storage
    pool = storage.storage.connection_pool
    monkeypatch.setitem(pool.connection_kwargs, "port", 1)
    pool.reset()
    yield
    pool.reset()


@pytest.mark.usefixtures("without_redis")
def test_without_redis_nobody_gets_in_uncounted(browser: Browser, person: Person) -> None:
    response = browser.sign_in(person.email)
    assert response.status_code == 503
    assert response.json["type"] == "/problems/unavailable"
    assert response.headers["Retry-After"]
