"""Brings the platform and then every company to the head, each company in its own transaction.

The ledger `platform.schema_revisions` is read first, so a run with nothing to do costs one query.
A run that is killed leaves each company before or after its step, and the next run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

import psycopg
from alembic.util.exc import CommandError
from psycopg import sql

from app.core.config import libpq_url, settings
from app.core.db import owner_connection
from tenants.bootstrap import login_role
from tenants.platform_schema import grant_platform, migrate_platform
from tenants.revisions import VERSION_TABLE, Tree, for_company, head, render, search_path

RUN_LOCK = "voki:migrate"
WORKERS = 4
LOCK_TIMEOUT_SECONDS = 5
ATTEMPTS = 3
_PENDING = """
    SELECT schema_name, revision FROM platform.schema_revisions
     WHERE revision IS DISTINCT FROM %s ORDER BY length(schema_name), schema_name
"""
_DONE = "UPDATE platform.schema_revisions SET revision = {}, error = NULL, updated_at = now()"
Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Outcome:
    """What became of one company in a run; `error` is one line."""

    schema: str
    error: str | None


@dataclass
class Report:
    """`ahead` are schemas whose revision a later release made: this one leaves them alone."""

    platform: list[str] = field(default_factory=list)
    total: int = 0
    migrated: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    ahead: list[str] = field(default_factory=list)


Progress = Callable[[Report, Outcome], None]


def migrate_all(progress: Progress, workers: int = WORKERS) -> Report:
    """Migrates everything that is behind; waits while another run is under way.

    `progress` is called after each company, from the caller's thread.
    """
    report = Report()
    with owner_connection() as connection, _run_lock(connection):
        report.platform = migrate_platform(connection)
        if report.platform:
            grant_platform(connection, login_role())
        pending = _pending(connection, report)
        report.total = len(pending)
        for outcome in _run(pending, workers):
            _record(connection, report, outcome)
            progress(report, outcome)
    return report


@contextmanager
def _run_lock(connection: Connection) -> Iterator[None]:
    connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (RUN_LOCK,))
    try:
        yield
    finally:
        connection.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", (RUN_LOCK,))


def _pending(connection: Connection, report: Report) -> list[str]:
    """The schemas that are behind. Rendering here keeps Alembic out of the threads."""
    rows = connection.execute(_PENDING, (head(Tree.TENANT),)).fetchall()
    known = {revision for revision in {row[1] for row in rows} if _is_known(revision)}
    report.ahead = [schema for schema, revision in rows if revision not in known]
    return [schema for schema, revision in rows if revision in known]


def _is_known(revision: str | None) -> bool:
    try:
        render(Tree.TENANT, revision)
    except CommandError:
        return False
    return True


def _run(pending: list[str], workers: int) -> Iterator[Outcome]:
    todo: SimpleQueue[str] = SimpleQueue()
    finished: SimpleQueue[Outcome] = SimpleQueue()
    for schema in pending:
        todo.put(schema)
    with ThreadPoolExecutor(workers) as pool:
        running = [pool.submit(_work, todo, finished) for _ in range(min(workers, len(pending)))]
        for _ in pending:
            yield finished.get()
        for worker in running:
            worker.result()


def _work(todo: SimpleQueue[str], finished: SimpleQueue[Outcome]) -> None:
    connection: Connection | None = None
    while (schema := _next(todo)) is not None:
        try:
            if connection is None or connection.broken:
                connection = psycopg.connect(libpq_url(settings().database_url), autocommit=True)
            migrate_company(connection, schema)
            finished.put(Outcome(schema, None))
        except Exception as error:
            finished.put(Outcome(schema, " ".join(f"{type(error).__name__}: {error}".split())))
    if connection is not None:
        connection.close()


def _next(todo: SimpleQueue[str]) -> str | None:
    try:
        return todo.get_nowait()
    except Empty:
        return None


def migrate_company(connection: Connection, schema: str) -> None:
    """Brings one schema to the head; a lock that others hold is asked for ATTEMPTS times."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with connection.transaction():
                _step(connection, schema)
            return
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            if attempt == ATTEMPTS:
                raise


def _step(connection: Connection, schema: str) -> None:
    connection.execute(
        sql.SQL("SET LOCAL lock_timeout = {}; {}").format(
            sql.Literal(f"{LOCK_TIMEOUT_SECONDS}s"), search_path(schema)
        )
    )
    locked = connection.execute(f"SELECT version_num FROM {VERSION_TABLE} FOR UPDATE")  # noqa: S608
    row = locked.fetchone()
    script = for_company(render(Tree.TENANT, row[0] if row else None), schema)
    done = sql.SQL(_DONE + " WHERE schema_name = {}").format(
        sql.Literal(head(Tree.TENANT)), sql.Literal(schema)
    )
    connection.execute(script.encode() + b"\n" + done.as_bytes(connection))


def _record(connection: Connection, report: Report, outcome: Outcome) -> None:
    if outcome.error is None:
        report.migrated += 1
        return
    report.failed[outcome.schema] = outcome.error
    connection.execute(
        "UPDATE platform.schema_revisions SET error = %s, updated_at = now()"
        " WHERE schema_name = %s",
        (outcome.error, outcome.schema),
    )
