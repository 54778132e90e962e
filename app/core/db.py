"""The database session, the two kinds of tables, and the guard on every statement of the app.

Tables of the platform name their schema, tables of a company never do: which company they belong
to is decided when the transaction begins (`tenants.context`).
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar

import psycopg
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, DateTime, Engine, Identity, MetaData, create_engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    SessionTransaction,
    mapped_column,
    registry,
)
from sqlalchemy.pool import NullPool

from app.core.config import libpq_url, settings

PLATFORM_SCHEMA = "platform"
# A backend keeps the catalogue of every schema that it has visited; see docs/architecture.md.
USES_BEFORE_RECYCLING = 5_000
ALLOWED_STATEMENTS = frozenset(
    ("select", "insert", "update", "delete", "with", "savepoint", "release", "rollback", "show")
)
_KEPT = "kept"
# Asks whether a connection still lives, and nothing else.
PING = ";"
# A firewall or balancer may have forgotten a connection that rested longer.
TRUSTED_REST_SECONDS = 10
# No comment may stand first: PostgreSQL nests them, so a pattern would misjudge where they end.
_FIRST_WORD = re.compile(r"\s*([a-z]+)", re.IGNORECASE)
_ROLLBACK_TO = re.compile(r"\s*rollback\s+to\s+(?:savepoint\s+)?\w+\s*", re.IGNORECASE)
# Parameters travel apart from the text, so only an injected text can hold these.
_NEVER_SENT = re.compile(r"set_config|\bu&", re.IGNORECASE)


class StatementRefused(RuntimeError):
    """A statement that the application never sends, so it was not meant by its author."""


class GuardedCursor(psycopg.Cursor[Any]):
    """Sends each statement by the extended protocol, so one only, and of the allowed kinds."""

    def _execute_send(
        self, query: Any, *, force_extended: bool = False, binary: Any = None
    ) -> None:
        refuse_unexpected(query.query)
        super()._execute_send(query, force_extended=True, binary=binary)

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        raise StatementRefused("COPY is not for the application's connections.")


# The same texts come again and again, since parameters travel apart; a refusal is not kept.
@lru_cache(maxsize=2_048)
def refuse_unexpected(statement: bytes) -> None:
    """Raises StatementRefused unless the statement starts with one of ALLOWED_STATEMENTS."""
    text = statement.decode("utf-8", "replace")
    if text == PING:
        return
    match = _FIRST_WORD.match(text)
    word = match.group(1).lower() if match else ""
    if word not in ALLOWED_STATEMENTS:
        raise StatementRefused(f"'{word or '?'}' is not a statement that the application sends.")
    if word == "rollback" and not _ROLLBACK_TO.fullmatch(text):
        raise StatementRefused("A transaction ends through its session only.")
    if _NEVER_SENT.search(text):
        raise StatementRefused("The statement would change a setting of the session.")


NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: DateTime(timezone=True), int: BigInteger},
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class TenantModel(db.Model):  # type: ignore[name-defined, misc]
    """A table that every company has in its own schema."""

    __abstract__ = True


class PlatformModel(db.Model):  # type: ignore[name-defined, misc]
    """A table that exists once; invisible within a company's scope."""

    __abstract__ = True
    __table_args__: ClassVar[Any] = {"schema": PLATFORM_SCHEMA}


# `info` of a column that leaves the database in no export.
SECRET = {"secret": True}


class HasId:
    """A bigint key that the database hands out."""

    id: Mapped[int] = mapped_column(Identity(always=False), primary_key=True)


class HasVersion:
    """Counts the row's writes, so that a reader of events can drop an older state."""

    version: Mapped[int] = mapped_column(default=0, server_default="0")

    def touch(self) -> None:
        self.version = (self.version or 0) + 1


def init_app(app: Flask) -> None:
    """Binds the session to the unprivileged login role."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings().database_app_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        # What goes beyond a pool's size is opened and closed again by each request, so nothing may.
        "pool_size": settings().database_pool_size,
        "max_overflow": 0,
        # Few connections then do the work, and know the tables of the companies that are awake.
        "pool_use_lifo": True,
        "pool_timeout": 10,
        "use_native_hstore": False,
        "connect_args": connect_args() | {"cursor_factory": GuardedCursor},
    }
    db.init_app(app)
    with app.app_context():
        event.listen(db.engine, "checkin", _recycle_by_uses)
        event.listen(db.engine, "checkout", _refuse_lost)


def connect_args() -> dict[str, Any]:
    """Prepared statements stay off: a pooler may hand the next transaction another backend."""
    return {"prepare_threshold": None, "connect_timeout": 5, "application_name": "voki"}


def _recycle_by_uses(connection: Any, record: Any) -> None:
    record.info["uses"] = record.info.get("uses", 0) + 1
    record.info["rests_since"] = time.monotonic()
    if connection is not None and record.info["uses"] >= USES_BEFORE_RECYCLING:
        record.info["uses"] = 0
        record.invalidate()


def _refuse_lost(connection: psycopg.Connection[Any], record: Any, _fairy: Any) -> None:
    """Instead of a round trip before each transaction: a server that is gone has closed the socket.

    The first read may bring its last words, the second one finds the end. Neither waits.
    """
    try:
        connection.pgconn.consume_input()
        connection.pgconn.consume_input()
        if time.monotonic() - record.info.get("rests_since", math.inf) > TRUSTED_REST_SECONDS:
            connection.execute(PING)
    except psycopg.OperationalError as error:
        raise InvalidatePoolError() from error


def owner_engine() -> Engine:
    """An engine of the schema's owner, for provisioning, migration and export, never requests."""
    return create_engine(
        settings().database_url,
        poolclass=NullPool,
        connect_args=connect_args(),
        use_native_hstore=False,
    )


@contextmanager
def owner_connection() -> Iterator[psycopg.Connection[Any]]:
    """A plain psycopg connection of the owner, in autocommit: DDL decides its own transactions."""
    with psycopg.connect(libpq_url(settings().database_url), autocommit=True) as connection:
        yield connection


def tenant_tables() -> list[Any]:
    """The tables of one company, in the order in which they can be made."""
    return [table for table in Base.metadata.sorted_tables if table.schema is None]


def platform_tables() -> list[Any]:
    return [table for table in Base.metadata.sorted_tables if table.schema == PLATFORM_SCHEMA]


@event.listens_for(Session, "loaded_as_persistent")
@event.listens_for(Session, "pending_to_persistent")
def _keep(session: Session, loaded: object) -> None:
    """The session forgets what nobody holds, and would read the same row again a line later."""
    session.info.setdefault(_KEPT, []).append(loaded)


@event.listens_for(Session, "after_transaction_end")
def _let_go(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_KEPT, None)


@contextmanager
def outside_transaction() -> Iterator[None]:
    """For a call to an outside service in the middle of a request that has written nothing yet.

    The transaction so far ends; what comes after begins a new one, in the same scope.
    """
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("Write after the outside call, not before it.")
    db.session.rollback()
    yield
