"""The platform schema's own migrations, and what the login role may do there."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from app.core.db import PLATFORM_SCHEMA
from tenants.revisions import VERSION_TABLE, Tree, head, render, search_path

# Written by migrations and provisioning only.
OWNER_WRITES = (VERSION_TABLE, "schema_revisions")
_TABLES = """
    SELECT c.relname,
           EXISTS (SELECT FROM pg_catalog.pg_trigger
                    WHERE tgrelid = c.oid AND tgname = c.relname || '_append_only')
      FROM pg_catalog.pg_class c
     WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p')
     ORDER BY c.relname
"""


def version_of(connection: psycopg.Connection[Any], schema: str) -> str | None:
    """The revision at which a schema stands; None when it was never migrated."""
    exists = connection.execute("SELECT to_regclass(%s)", (f"{schema}.{VERSION_TABLE}",)).fetchone()
    if not exists or exists[0] is None:
        return None
    query = sql.SQL("SELECT version_num FROM {}").format(sql.Identifier(schema, VERSION_TABLE))
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else None


def migrate_platform(connection: psycopg.Connection[Any]) -> list[str]:
    """Brings the platform schema to its head in one transaction; returns what it did."""
    with connection.transaction():
        before = version_of(connection, PLATFORM_SCHEMA)
        if before == head(Tree.PLATFORM):
            return []
        connection.execute("SET LOCAL lock_timeout = '10s'")
        connection.execute(search_path(PLATFORM_SCHEMA))
        connection.execute(render(Tree.PLATFORM, before))
    return [f"platform schema brought from {before or 'nothing'} to {head(Tree.PLATFORM)}"]


def grant_platform(connection: psycopg.Connection[Any], role: str) -> None:
    """Lets the login role work with the platform's tables, as far as each allows."""
    tables = connection.execute(_TABLES, (PLATFORM_SCHEMA,)).fetchall()
    with connection.transaction():
        for table, append_only in tables:
            _grant(connection, role, table, _rights(table, append_only))


def _rights(table: str, append_only: bool) -> str:
    if table in OWNER_WRITES:
        return "SELECT"
    return "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"


def _grant(connection: psycopg.Connection[Any], role: str, table: str, rights: str) -> None:
    statement = sql.SQL("GRANT {} ON {} TO {}").format(
        sql.SQL(rights), sql.Identifier(PLATFORM_SCHEMA, table), sql.Identifier(role)
    )
    connection.execute(statement)
