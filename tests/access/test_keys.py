"""Sealed secrets: bound to their place, and sealed again with a new key beside a running product."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import update

from app.access import sealed
from app.access.models import Person
from app.access.sealed import SealedColumn
from app.access.staff_models import StaffMember
from app.core import crypto
from app.core.config import settings
from app.core.crypto import DecryptionFailed
from app.core.db import db
from tenants.context import CompanyRef
from tests.conftest import Scope
from tests.factories.access import PersonFactory, StaffFactory

SECRETS = SealedColumn(Person, "totp_secret")
STAFF_SECRETS = SealedColumn(StaffMember, "totp_secret")
NewKey = Callable[[bool], None]


@pytest.fixture
def new_key(monkeypatch: pytest.MonkeyPatch) -> NewKey:
    """Puts a new key in front; with False the old one is gone."""
    before = settings()
    new = {"k2": b"2" * 32}

    def put(keep_old: bool = True) -> None:
        keys = new | (before.encryption_keys if keep_old else {})
        changed = replace(before, encryption_keys=keys)
        for module in (crypto, sealed):
            monkeypatch.setattr(module, "settings", lambda: changed)

    return put


def people(company: CompanyRef, scope: Scope, count: int) -> list[int]:
    with scope(company):
        made = PersonFactory.create_batch(count)
        for person in made:
            person.totp_secret = SECRETS.seal(person.id, f"secret of {person.id}")
        return [person.id for person in made]


def opened(company: CompanyRef, scope: Scope, person_id: int) -> str:
    with scope(company):
        person = db.session.get_one(Person, person_id)
        return SECRETS.open(person.id, person.totp_secret or "")


def rotate(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["rotate-keys"])
    assert result.exit_code == 0, result.output
    return result.output


def test_everything_is_sealed_again(
    app: Flask, company: CompanyRef, other_company: CompanyRef, scope: Scope, new_key: NewKey
) -> None:
    ours, theirs = people(company, scope, 3), people(other_company, scope, 2)
    with scope(None):
        member = StaffFactory()
        member.totp_secret = STAFF_SECRETS.seal(member.id, "secret of staff")
    new_key(True)
    output = rotate(app)
    assert f"{company.schema}: 3 secrets" in output
    assert f"{other_company.schema}: 2 secrets" in output
    assert "platform: 1 secrets" in output
    new_key(False)
    assert opened(company, scope, ours[0]) == f"secret of {ours[0]}"
    assert opened(other_company, scope, theirs[1]) == f"secret of {theirs[1]}"
    assert f"{company.schema}: 0 secrets" in rotate(app)


def test_many_rows_go_in_batches(
    app: Flask,
    company: CompanyRef,
    scope: Scope,
    new_key: NewKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = people(company, scope, 7)
    monkeypatch.setattr(sealed, "BATCH", 3)
    new_key(True)
    assert f"{company.schema}: 7 secrets" in rotate(app)
    new_key(False)
    assert [opened(company, scope, each) for each in ids] == [f"secret of {each}" for each in ids]


def test_a_secret_that_changes_meanwhile_is_left_alone(
    company: CompanyRef, scope: Scope, new_key: NewKey
) -> None:
    (person_id,) = people(company, scope, 1)
    with scope(company):
        stale = db.session.get_one(Person, person_id).totp_secret or ""
        newer = SECRETS.seal(person_id, "newer")
        db.session.execute(update(Person).values(totp_secret=newer))
    new_key(True)
    with scope(company):
        assert sealed._rotate_row(SECRETS, person_id, stale) == 0
    assert opened(company, scope, person_id) == "newer"


def test_a_secret_opens_in_its_own_place_only(
    company: CompanyRef, other_company: CompanyRef, scope: Scope
) -> None:
    first, second = people(company, scope, 2)
    with scope(company):
        text = db.session.get_one(Person, first).totp_secret or ""
        assert SECRETS.open(first, text) == f"secret of {first}"
        with pytest.raises(DecryptionFailed):
            SECRETS.open(second, text)
        with pytest.raises(DecryptionFailed):
            SealedColumn(Person, "password_hash").open(first, text)
    with scope(other_company), pytest.raises(DecryptionFailed):
        SECRETS.open(first, text)
    with scope(None), pytest.raises(DecryptionFailed):
        SECRETS.open(first, text)


@pytest.mark.parametrize("forged", ["k1.", "k9." + b64encode(b"x" * 40).decode(), "nonsense"])
def test_a_forged_text_does_not_open(company: CompanyRef, scope: Scope, forged: str) -> None:
    with scope(company), pytest.raises(DecryptionFailed):
        SECRETS.open(1, forged)


def test_the_same_secret_is_never_sealed_alike(company: CompanyRef, scope: Scope) -> None:
    with scope(company):
        assert SECRETS.seal(1, "secret") != SECRETS.seal(1, "secret")
