"""Removing a closed company for good. A tombstone row without personal data keeps its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from app.core.bus import publish
from app.core.db import owner_connection
from app.core.errors import NotFound
from tenants.context import schema_name
from tenants.lifecycle import StatusRefused
from tenants.models import CompanyStatus
from tenants.provision import ERASED_PREFIX
from tenants.resolve import forget_resolved

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class CompanyErasing:
    """Published before anything is dropped: remove what the company has outside the database.

    A handler may be called again for the same company, and its exception stops the erasure.
    """

    company_id: int


def erase_company(company_id: int) -> None:
    """Drops the company's schema and role and empties its row. Repeating it changes nothing.

    Raises NotFound, and StatusRefused unless the company is closed.
    """
    with owner_connection() as connection:
        if _erased(connection, company_id):
            return
        publish(CompanyErasing(company_id))
        with connection.transaction():
            # Nobody may have restored it meanwhile.
            _erased(connection, company_id)
            _drop(connection, schema_name(company_id))
            _bury(connection, company_id)
    forget_resolved()


def _erased(connection: Connection, company_id: int) -> bool:
    row = connection.execute(
        "SELECT status, erased_at FROM platform.companies WHERE id = %s FOR UPDATE", (company_id,)
    ).fetchone()
    if row is None:
        raise NotFound
    status, erased_at = row
    if status != CompanyStatus.CLOSED:
        raise StatusRefused(f"Only a closed company can be erased; this one is {status}.")
    return erased_at is not None


def _drop(connection: Connection, schema: str) -> None:
    name = sql.Identifier(schema)
    connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(name))
    connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(name))
    connection.execute("DELETE FROM platform.schema_revisions WHERE schema_name = %s", (schema,))


def _bury(connection: Connection, company_id: int) -> None:
    for table in ("domains", "domain_claims"):
        name = sql.Identifier("platform", table)
        connection.execute(
            sql.SQL("DELETE FROM {} WHERE company_id = %s").format(name), (company_id,)
        )
    connection.execute(
        "UPDATE platform.companies SET slug = %s, name = '', brand = '{}', overrides = '{}',"
        " language = 'en', time_zone = 'UTC', erased_at = now() WHERE id = %s",
        (f"{ERASED_PREFIX}{company_id}", company_id),
    )
