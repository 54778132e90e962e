"""What makes a password good enough, and changing one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from app.access.models import Person
from app.access.passwords import check_quality, hash_password, verify_password
from app.core.config import SettingsError, read_settings
from app.core.errors import Invalid
from tenants.context import CompanyRef
from tests.access.inbox import Inbox
from tests.browser import Browser
from tests.conftest import environment
from tests.factories.access import PASSWORD

PERSONAL = ("Ana Souza", "ana.souza@acme.example", "Acme Care", "Voki")
NEW = "violet-tractor-under-moonlight"


def reason(password: str) -> str:
    with pytest.raises(Invalid) as refused:
        check_quality(password, PERSONAL)
    assert refused.value.extra["errors"]["password"]
    return refused.value.extra["reason"]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Tr0ub4dor&3", "too_short"),
        ("x" * 129, "too_long"),
        ("password1234", "common"),
        ("qwertyuiop123", "common"),
        ("aaaaaaaaaaaaaaaa", "common"),
        ("123456789012", "common"),
        ("violet-SOUZA-under-moonlight", "personal"),
        ("violet-acme-under-moonlight", "personal"),
        ("my-voki-under-the-moonlight", "personal"),
    ],
)
def test_weak_passwords_are_refused(password: str, why: str) -> None:
    assert reason(password) == why


@pytest.mark.parametrize(
    "password", [NEW, "trator violeta sob a lua cheia", PASSWORD, "kX9#mQ2$vL7!"]
)
def test_good_passwords_pass(password: str) -> None:
    check_quality(password, PERSONAL)


def test_a_hash_is_as_strong_as_it_is_shipped(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PASSWORD_HASH_KIB")
    with environment({}):
        assert hash_password(NEW).startswith("$argon2id$v=19$m=47104,t=1,p=1$")


def test_a_weak_hash_is_refused_where_passwords_are_real(app: Flask) -> None:
    with (
        environment({"PUBLIC_SCHEME": "https", "PASSWORD_HASH_KIB": "47103"}),
        pytest.raises(SettingsError, match="PASSWORD_HASH_KIB must be at least 47104"),
    ):
        read_settings()


def test_an_accent_matches_however_it_was_typed(app: Flask) -> None:
    stored = hash_password("cafe\u0301 com leite quente")
    assert verify_password(stored, "caf\u00e9 com leite quente")


def test_a_broken_hash_matches_nothing(app: Flask) -> None:
    assert not verify_password("not a hash", PASSWORD)


def test_a_changed_password_ends_the_other_sessions(
    person: Person,
    browser_of: Callable[..., Browser],
    company: CompanyRef,
    deliver_outbox: Callable[[CompanyRef], int],
    inbox: Inbox,
) -> None:
    here, elsewhere = browser_of(person), browser_of(person)
    body = {"current_password": PASSWORD, "password": NEW}
    assert here.put("/session/password", body).status_code == 204
    assert here.get("/session").status_code == 200
    assert elsewhere.get("/session").status_code == 401
    assert elsewhere.sign_in(person.email).status_code == 401
    assert elsewhere.sign_in(person.email, NEW).status_code == 201
    deliver_outbox(company)
    assert "was changed" in inbox(person.email)[0]["subject"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"current_password": "wrong", "password": NEW}, "current_password"),
        ({"current_password": PASSWORD, "password": "too short"}, "password"),
        ({"current_password": PASSWORD, "password": "ana-souza-under-moonlight"}, "password"),
        ({"password": NEW}, "current_password"),
    ],
)
def test_a_refused_change_names_the_field(
    person: Person, browser_of: Callable[..., Browser], body: dict[str, str], field: str
) -> None:
    browser = browser_of(person)
    response = browser.put("/session/password", body)
    assert response.status_code == 422
    assert list(response.json["errors"]) == [field]
    assert browser_of(person).get("/session").status_code == 200


def test_the_profile_is_ones_own(person: Person, browser_of: Callable[..., Browser]) -> None:
    browser = browser_of(person)
    changed = browser.patch("/session/profile", {"name": " Ana Maria ", "language": "pt-BR"})
    assert changed.json["name"] == "Ana Maria"
    assert browser.get("/session").json["person"]["language"] == "pt-BR"


@pytest.mark.parametrize(
    "body", [{"language": "xx"}, {"theme": "pink"}, {"name": ""}, {"role": "owner"}]
)
def test_a_profile_takes_nothing_else(
    person: Person, browser_of: Callable[..., Browser], body: dict[str, str]
) -> None:
    browser = browser_of(person)
    assert browser.patch("/session/profile", body).status_code == 422
    assert browser.get("/session").json["person"]["role"] == "manager"
