"""The audit log: what is in it, and that nobody changes it unseen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from click.testing import Result
from flask import Flask
from psycopg import sql
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.access.audit import record, verify_chain
from app.access.models import AuditEntry, Person
from app.access.staff_models import StaffAuditEntry
from app.core.config import libpq_url, settings
from app.core.db import db
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.companies import superuser
from tests.conftest import Scope
from tests.factories.access import StaffFactory

CHANGES = [
    "UPDATE {} SET action = 'nothing'",
    "DELETE FROM {}",
    "TRUNCATE {}",
]


@pytest.fixture
def three_facts(company: CompanyRef, scope: Scope) -> list[int]:
    """The ids of three entries, written by two transactions."""
    with scope(company):
        record("department.created", "department", 1, name="Vendas")
        record("department.changed", "department", 1, before={"name": "Vendas"}, tags={3, 1, 2})
    with scope(company):
        record("department.deleted", "department", 1)
    with scope(company):
        return list(db.session.scalars(select(AuditEntry.id).order_by(AuditEntry.id)))


def entries(company: CompanyRef, scope: Scope) -> list[AuditEntry]:
    with scope(company):
        return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_who_did_what_from_where(
    person: Person, browser_of: Callable[..., Browser], company: CompanyRef, scope: Scope
) -> None:
    browser_of(person).delete("/session")
    opened, ended = entries(company, scope)
    assert (opened.action, ended.action) == ("session.opened", "session.ended")
    assert (opened.actor_kind, opened.actor_id, opened.actor_name) == (
        "person",
        person.id,
        "Ana Souza",
    )
    assert opened.ip_address == "127.0.0.1"
    assert (opened.subject_kind, opened.subject_id) == ("person", str(person.id))


def test_refused_sign_ins_are_in_it(
    browser: Browser, person: Person, company: CompanyRef, scope: Scope
) -> None:
    browser.sign_in(person.email, "not the password")
    browser.sign_in("nobody@acme.example")
    refused = entries(company, scope)
    assert [entry.action for entry in refused] == ["session.refused"] * 2
    assert [entry.subject_id for entry in refused] == [str(person.id), "unknown"]
    assert {entry.actor_kind for entry in refused} == {"anonymous"}


def test_what_is_rolled_back_was_never_there(company: CompanyRef, scope: Scope) -> None:
    with scope(company):
        record("department.created", "department", 1)
        db.session.rollback()
    assert entries(company, scope) == []


def test_the_chain_is_intact(company: CompanyRef, scope: Scope, three_facts: list[int]) -> None:
    with scope(company):
        verdict = verify_chain()
    assert verdict.broken_at is None
    assert verdict.entries == 3
    assert entries(company, scope)[1].details == {"before": {"name": "Vendas"}, "tags": [1, 2, 3]}


@pytest.mark.parametrize("change", CHANGES)
def test_the_application_cannot_change_it(
    company: CompanyRef, scope: Scope, three_facts: list[int], change: str
) -> None:
    if change.startswith("TRUNCATE"):
        change = "WITH gone AS (DELETE FROM {} RETURNING 1) SELECT count(*) FROM gone"
    with scope(company):
        with pytest.raises(DBAPIError, match="permission denied"):
            db.session.execute(text(change.format("audit_entries")))
        db.session.rollback()
        assert verify_chain().entries == 3


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("three_facts")
def test_not_even_the_owner_can_change_it(company: CompanyRef, change: str) -> None:
    table = sql.Identifier(company.schema, "audit_entries")
    with (
        psycopg.connect(libpq_url(settings().database_url)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"),
    ):
        connection.execute(sql.SQL(change).format(table))


FORGERIES = {
    "a changed detail": 'UPDATE {} SET details = \'{{"name": "other"}}\' WHERE id = %s',
    "a changed name": "UPDATE {} SET actor_name = 'somebody else' WHERE id = %s",
    "a changed time": "UPDATE {} SET at = at - interval '1 microsecond' WHERE id = %s",
    "a missing entry": "DELETE FROM {} WHERE id = %s",
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=list(FORGERIES))
def test_a_forgery_past_the_trigger_is_found(
    app: Flask, company: CompanyRef, scope: Scope, three_facts: list[int], forgery: str
) -> None:
    first, second, _ = three_facts
    with superuser() as connection:
        table = sql.Identifier(company.schema, "audit_entries")
        connection.execute(sql.SQL(forgery).format(table), (first,))
    with scope(company):
        assert verify_chain().broken_at == (second if "DELETE" in forgery else first)
    assert verify(app).exit_code == 1
    assert f"{company.schema}: BROKEN" in verify(app).output


def verify(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["audit-verify", *arguments])


def test_the_command_tells_every_log(
    app: Flask, company: CompanyRef, other_company: CompanyRef, three_facts: list[int]
) -> None:
    result = verify(app)
    assert result.exit_code == 0
    assert f"{company.schema}: intact, 3 entries" in result.output
    assert f"{other_company.schema}: intact, 0 entries" in result.output
    assert "platform: intact" in result.output
    assert verify(app, company.slug).output.count("\n") == 1
    assert verify(app, "nobody").exit_code == 1


def test_staff_have_a_log_of_their_own(
    company: CompanyRef, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    with scope(None):
        member = StaffFactory()
    browser_of(member)
    with scope(None):
        (entry,) = db.session.scalars(select(StaffAuditEntry)).all()
        assert (entry.action, entry.actor_kind) == ("session.opened", "staff")
        assert verify_chain().entries == 1
    assert entries(company, scope) == []


def test_parallel_writers_make_one_chain(
    person: Person, browser_of: Callable[..., Browser], company: CompanyRef, scope: Scope
) -> None:
    browsers = [browser_of(person) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: [each.sign_in(person.email) for _ in range(3)], browsers))
    with scope(company):
        verdict = verify_chain()
    assert verdict.broken_at is None
    assert verdict.entries == 4 + 12
