"""The company in whose name a transaction runs.

`tenant_scope` names it; when the session begins a transaction, the search path and the role are set
for that transaction alone. Without a scope a company's tables do not exist for the application.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session, SessionTransaction

from app.core.db import db, outside_transaction
from app.core.logging import bind_contextvars


@dataclass(frozen=True)
class CompanyRef:
    """What a request or job knows of its company; a snapshot, taken when the scope was opened."""

    id: int
    slug: str
    name: str
    status: str
    plan: str
    language: str
    time_zone: str
    host: str
    # Whoever signs in from then on sets up a second factor first; None asks nobody.
    totp_required_at: datetime | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict, hash=False)
    brand: Mapping[str, Any] = field(default_factory=dict, hash=False)
    billing: Mapping[str, Any] = field(default_factory=dict, hash=False)
    support: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def schema(self) -> str:
        return schema_name(self.id)


class NoTenantScope(RuntimeError):
    """Code that works on a company's data ran without saying which company."""


_current: ContextVar[CompanyRef | None] = ContextVar("company", default=None)


def schema_name(company_id: int) -> str:
    """The name of the company's schema, and of the NOLOGIN role that alone may use it."""
    return f"c_{int(company_id)}"


def current_company() -> CompanyRef:
    """The company of the open scope; raises NoTenantScope."""
    company = _current.get()
    if company is None:
        raise NoTenantScope("No tenant scope is open.")
    return company


def current_company_or_none() -> CompanyRef | None:
    return _current.get()


@contextmanager
def tenant_scope(company: CompanyRef) -> Iterator[CompanyRef]:
    """Everything that the session does inside happens in this company's schema.

    The session is emptied on both ends: keys overlap between companies, so no object may cross.
    """
    _refuse_open_transaction()
    db.session.remove()
    token = _current.set(company)
    bind_contextvars(company=company.slug)
    try:
        yield company
    finally:
        db.session.remove()
        _current.reset(token)


@contextmanager
def platform_scope() -> Iterator[None]:
    """The platform's tables, also in the middle of a company's request; commits at the end.

    What the transaction so far has read is let go; that it has written is an error.
    """
    with outside_transaction():
        pass
    db.session.remove()
    token = _current.set(None)
    try:
        yield
        db.session.commit()
    finally:
        db.session.remove()
        _current.reset(token)


def _refuse_open_transaction() -> None:
    if db.session.registry.has() and db.session().in_transaction():
        raise RuntimeError(
            "A transaction is open; commit or roll back before changing the company."
        )


@event.listens_for(Session, "after_begin")
def _confine(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    company = _current.get()
    if company is None or transaction.nested:
        return
    schema = sql.Identifier(company.schema)
    statement = sql.SQL("SET LOCAL search_path = {0}; SET LOCAL ROLE {0}").format(schema)
    raw: Any = connection.connection.dbapi_connection
    # A plain cursor on purpose: the guarded one would refuse this, and it is sent from here only.
    with psycopg.Cursor(raw) as cursor:
        cursor.execute(statement)
