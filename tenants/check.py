"""Whether each company's schema is what the release expects. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.db import owner_connection
from tenants.catalogue import Catalogue, Connection, describe, differences, expected_catalogue
from tenants.context import schema_name
from tenants.models import CompanyStatus
from tenants.revisions import Tree, head

_COMPANIES = """
    SELECT c.id, c.slug, s.revision, s.error,
           (SELECT NOT rolcanlogin AND NOT rolsuper FROM pg_catalog.pg_roles
             WHERE rolname = 'c_' || c.id),
           EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'c_' || c.id)
      FROM platform.companies c
      LEFT JOIN platform.schema_revisions s ON s.schema_name = 'c_' || c.id
     WHERE c.status <> %s AND c.erased_at IS NULL ORDER BY c.id
"""


@dataclass(frozen=True)
class Drift:
    """One company whose schema differs; a sentence a difference."""

    company_id: int
    slug: str
    differences: list[str]


def check_all() -> Iterator[Drift]:
    """The companies that differ from the head, in the order of their ids."""
    with owner_connection() as connection:
        expected = expected_catalogue(connection)
        for row in connection.execute(_COMPANIES, (CompanyStatus.PROVISIONING,)).fetchall():
            company_id, slug, *state = row
            found = _check(connection, expected, schema_name(company_id), *state)
            if found:
                yield Drift(company_id, slug, found)


def _check(
    connection: Connection,
    expected: Catalogue,
    schema: str,
    revision: str | None,
    error: str | None,
    role_is_harmless: bool | None,
    schema_exists: bool,
) -> list[str]:
    lines = []
    if revision != head(Tree.TENANT):
        lines.append(f"stands at {revision or 'no revision'}, the head is {head(Tree.TENANT)}")
    if error:
        lines.append(f"the last migration failed: {error}")
    if not role_is_harmless:
        lines.append(f"role {schema} is missing or may sign in")
    if not schema_exists:
        return [*lines, f"schema {schema} is missing"]
    return lines + differences(expected, describe(connection, schema))
