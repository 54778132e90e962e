"""What a scope lets see, and what it leaves behind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import Text, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.core.db import db
from tenants.context import (
    CompanyRef,
    NoTenantScope,
    current_company,
    current_company_or_none,
    tenant_scope,
)
from tests.tenants.bare import ACME_SECRET, BRAVO_SECRET, Pair


class Own(DeclarativeBase):
    """Apart from the product's models."""


class Widget(Own):
    __tablename__ = "widgets"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)


def names() -> list[str]:
    return list(db.session.scalars(text("SELECT name FROM widgets ORDER BY id")))


def connection_state() -> tuple[str, str, int]:
    row = db.session.execute(
        text("SELECT current_user, current_setting('search_path'), pg_backend_pid()")
    ).one()
    return row[0], row[1], row[2]


def test_a_query_without_a_scope_fails(app: Flask, pair: Pair) -> None:
    with pytest.raises(ProgrammingError, match="does not exist"):
        names()


def test_even_the_qualified_name_fails_without_a_scope(app: Flask, pair: Pair) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(text(f"SELECT * FROM {pair.acme.schema}.widgets"))


def test_a_scope_shows_its_own_company_only(app: Flask, pair: Pair) -> None:
    with tenant_scope(pair.acme):
        assert names() == [ACME_SECRET]
    with tenant_scope(pair.bravo):
        assert names() == [BRAVO_SECRET]


def test_platform_tables_do_not_exist_inside(app: Flask, pair: Pair) -> None:
    with tenant_scope(pair.acme), pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(text("SELECT * FROM platform.companies"))


@pytest.mark.parametrize("ending", ["commit", "rollback", "error"])
def test_nothing_stays_in_the_pooled_connection(app: Flask, pair: Pair, ending: str) -> None:
    outside = connection_state()
    db.session.remove()
    with tenant_scope(pair.acme):
        inside = connection_state()
        if ending == "error":
            with pytest.raises(DBAPIError):
                db.session.execute(text("SELECT 1 / 0"))
        else:
            getattr(db.session, ending)()
    assert inside[0] == pair.acme.schema
    assert inside[2] == outside[2], "the pool was meant to hand out the same connection"
    assert connection_state() == outside


def test_each_transaction_of_a_scope_is_confined(app: Flask, pair: Pair) -> None:
    with tenant_scope(pair.acme):
        for end in (db.session.commit, db.session.rollback, db.session.commit):
            assert connection_state()[0] == pair.acme.schema
            end()


def test_a_savepoint_that_is_undone_keeps_the_confinement(app: Flask, pair: Pair) -> None:
    with tenant_scope(pair.acme):
        with pytest.raises(DBAPIError), db.session.begin_nested():
            db.session.execute(text("SELECT 1 / 0"))
        assert connection_state()[0] == pair.acme.schema
        assert names() == [ACME_SECRET]


def test_no_object_crosses_from_one_company_to_the_other(app: Flask, pair: Pair) -> None:
    with tenant_scope(pair.acme):
        assert db.session.get_one(Widget, 1).name == ACME_SECRET
    with tenant_scope(pair.bravo):
        assert db.session.get_one(Widget, 1).name == BRAVO_SECRET


def test_another_company_is_refused_while_a_transaction_is_open(app: Flask, pair: Pair) -> None:
    with tenant_scope(pair.acme):
        assert names() == [ACME_SECRET]
        with pytest.raises(RuntimeError, match="transaction is open"), tenant_scope(pair.bravo):
            names()
        assert current_company() == pair.acme


def test_scopes_nest_between_transactions(app: Flask, pair: Pair) -> None:
    with tenant_scope(pair.acme):
        with tenant_scope(pair.bravo):
            assert names() == [BRAVO_SECRET]
        assert names() == [ACME_SECRET]
    assert current_company_or_none() is None


def test_asking_for_the_company_outside_of_a_scope_fails() -> None:
    with pytest.raises(NoTenantScope):
        current_company()


def test_interleaved_threads_keep_their_companies(app: Flask, pair: Pair) -> None:
    turns = Barrier(2)

    def work(company: CompanyRef) -> list[str]:
        seen = []
        with app.app_context(), tenant_scope(company):
            for _ in range(20):
                turns.wait()
                seen += names()
                turns.wait()
                db.session.commit()
        return seen

    with ThreadPoolExecutor(2) as pool:
        acme, bravo = pool.map(work, (pair.acme, pair.bravo))
    assert set(acme) == {ACME_SECRET}
    assert set(bravo) == {BRAVO_SECRET}
