"""Two companies a database, emptied between tests: provisioning is paid for once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import psycopg
from flask import Flask
from psycopg import sql

from app.core.config import libpq_url, settings
from app.core.db import PLATFORM_SCHEMA, db, tenant_tables
from app.core.redis import redis_client
from media import livekit
from media.names import company_of
from tenants.context import CompanyRef, tenant_scope
from tenants.provision import ERASED_PREFIX, provision_company
from tenants.resolve import find_company_by_slug, forget_resolved

PLAN = "enterprise"
PLATFORM_TABLES = (
    "support_accesses",
    *("staff_sessions", "staff_tokens", "staff_audit_entries", "staff"),
    *("billing_notices", "billing_disputes", "billing_subscriptions", "billing_accounts"),
    *("stripe_events", "billing_reconciliations", "domain_claims"),
    *("company_usage", "company_tasks", "revenue_days", "announcements"),
)
# What a test erased for good stays a tombstone.
_FRESH_COMPANIES = f"""
    UPDATE {PLATFORM_SCHEMA}.companies SET status = 'active', plan = '{PLAN}', overrides = '{{}}',
      brand = '{{}}', billing = '{{}}', support = '{{}}', language = 'en', time_zone = 'UTC',
      totp_required_at = NULL, suspended_at = NULL, closed_at = NULL, erase_at = NULL, erased_at = NULL
    WHERE slug NOT LIKE '{ERASED_PREFIX}%'
"""
# A company's first address begins with its slug; its own domains go.
_FIRST_HOSTS = f"""
    DELETE FROM {PLATFORM_SCHEMA}.domains d USING {PLATFORM_SCHEMA}.companies c
      WHERE c.id = d.company_id AND NOT starts_with(d.host, c.slug || '.');
    UPDATE {PLATFORM_SCHEMA}.domains SET is_primary = true
"""


def made(slug: str, name: str) -> CompanyRef:
    provision_company(slug, name, PLAN)
    return found(slug)


def found(slug: str) -> CompanyRef:
    company = find_company_by_slug(slug)
    assert company is not None
    return company


def emptied(*companies: CompanyRef) -> None:
    """As just provisioned: no rows, keys from 1 again, nothing in Redis."""
    schemas = [company.schema for company in companies]
    with superuser() as connection:
        for schema in schemas:
            connection.execute(_emptying(schema))
        for table in PLATFORM_TABLES:
            connection.execute(
                sql.SQL("DELETE FROM {}").format(sql.Identifier(PLATFORM_SCHEMA, table))
            )
        connection.execute(_FRESH_COMPANIES)
        connection.execute(_FIRST_HOSTS)
    redis_client().flushdb()
    forget_resolved()


def emptied_rooms(*companies: CompanyRef) -> None:
    """Their rooms on the media server are gone."""
    ids = {company.id for company in companies}
    for room in livekit.list_rooms():
        if company_of(room.name) in ids:
            livekit.delete_room(room.name)


@contextmanager
def superuser() -> Iterator[psycopg.Connection]:
    """A connection for which no trigger and no foreign key counts."""
    with psycopg.connect(libpq_url(settings().database_url)) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@cache
def _emptying(schema: str) -> bytes:
    statements = [f"SET LOCAL search_path = {schema};"]
    for table in tenant_tables():
        statements.append(f"DELETE FROM {table.name};")
        if "id" in table.c and table.c.id.identity is not None:
            statements.append(f"ALTER TABLE {table.name} ALTER COLUMN id RESTART;")
    return "\n".join(statements).encode()


@contextmanager
def acting(app: Flask, company: CompanyRef | None) -> Iterator[None]:
    """Reads and writes of the test itself, in a company's scope or in the platform's; commits."""
    with app.app_context():
        if company is None:
            yield
            db.session.commit()
            return
        with tenant_scope(company):
            yield
            db.session.commit()


def change(company: CompanyRef, **values: object) -> None:
    """Other values in the company's row, such as `plan` or `status`."""
    pairs = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in values
    )
    statement = sql.SQL("UPDATE {} SET {} WHERE id = {}").format(
        sql.Identifier(PLATFORM_SCHEMA, "companies"), pairs, sql.Literal(company.id)
    )
    with superuser() as connection:
        connection.execute(statement, values)
    forget_resolved()
