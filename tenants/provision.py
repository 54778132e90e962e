"""Making a company: its row, its role, its schema and its address.

Every step is a transaction of its own that finds out what is there already, so a run that was
killed anywhere is repeated from the start and ends in the same state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy.dialects.postgresql import insert as upsert

from app.core.db import db, owner_connection
from tenants.blueprint import head_script
from tenants.bootstrap import login_role
from tenants.context import schema_name
from tenants.models import Company, CompanyStatus
from tenants.platform_schema import version_of
from tenants.resolve import company_host, forget_resolved
from tenants.revisions import for_company, search_path

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]")
RESERVED_SLUGS = frozenset(
    (Path(__file__).parent / "reserved_slugs.txt").read_text(encoding="utf-8").split()
)
ERASED_PREFIX = "erased-"
Connection = psycopg.Connection[Any]


class ProvisioningRefused(ValueError):
    """The company cannot be made as asked; the text is a sentence for a person."""


class SlugReserved(ProvisioningRefused):
    def __init__(self, slug: str) -> None:
        super().__init__(f"'{slug}' is reserved.")


class SlugTaken(ProvisioningRefused):
    def __init__(self, slug: str) -> None:
        super().__init__(f"'{slug}' is taken.")


@dataclass(frozen=True)
class NewCompany:
    """`time_zone` is an IANA name, `language` a tag like `en` or `pt-BR`."""

    slug: str
    name: str
    plan: str = "free"
    language: str = "en"
    time_zone: str = "UTC"
    brand: Mapping[str, Any] = field(default_factory=dict)


def check_slug(slug: str) -> None:
    """Raises ProvisioningRefused unless the slug can be a host label: a-z, 0-9, hyphen, 3 to 40."""
    if not SLUG.fullmatch(slug):
        raise ProvisioningRefused(
            "A slug has 3 to 40 lowercase letters, digits and hyphens, with no hyphen at its ends."
        )
    if slug in RESERVED_SLUGS or slug.startswith(ERASED_PREFIX):
        raise SlugReserved(slug)


def check_company(company: NewCompany) -> None:
    """Raises ProvisioningRefused that says what is wrong."""
    check_slug(company.slug)
    if not company.name.strip():
        raise ProvisioningRefused("A company needs a name.")
    try:
        ZoneInfo(company.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ProvisioningRefused(f"'{company.time_zone}' is not an IANA time zone.") from error


def provision_company(
    slug: str,
    name: str,
    plan: str = "free",
    language: str = "en",
    time_zone: str = "UTC",
    brand: Mapping[str, Any] | None = None,
) -> int:
    """Makes the company, or finishes it, or finds it: whoever owns the slug. Returns its id.

    For operators and seeds. A sign-up, where two strangers may want the same slug, calls
    `reserve_company` once and `finish_company` as often as it takes.
    """
    company = NewCompany(slug, name, plan, language, time_zone, brand or {})
    check_company(company)
    with owner_connection() as connection:
        # Looked up again only if somebody else took the slug between the two.
        company_id = _find(connection, slug) or _reserve(connection, company)
        company_id = company_id or _find(connection, slug)
        if company_id is None:
            raise SlugTaken(slug)
        _finish(connection, company_id)
    forget_resolved()
    return company_id


def reserve_company(company: NewCompany) -> int:
    """Writes the row that holds the slug, in the session's transaction; returns its id.

    Raises SlugTaken.
    """
    check_company(company)
    company_id = db.session.scalar(
        upsert(Company)
        .values(**asdict(company), status=CompanyStatus.PROVISIONING)
        .on_conflict_do_nothing(index_elements=[Company.slug])
        .returning(Company.id)
    )
    if company_id is None:
        raise SlugTaken(company.slug)
    return int(company_id)


def finish_company(company_id: int) -> None:
    """Runs the steps that are still to do; the company is active afterwards, or was before.

    Raises ProvisioningRefused when there is no such company or it is closed.
    """
    with owner_connection() as connection:
        _finish(connection, company_id)
    forget_resolved()


def _find(connection: Connection, slug: str) -> int | None:
    found = connection.execute("SELECT id FROM platform.companies WHERE slug = %s", (slug,))
    row = found.fetchone()
    return int(row[0]) if row else None


def _reserve(connection: Connection, company: NewCompany) -> int | None:
    row = connection.execute(
        "INSERT INTO platform.companies (slug, name, status, plan, language, time_zone, brand)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (slug) DO NOTHING RETURNING id",
        (
            company.slug,
            company.name,
            CompanyStatus.PROVISIONING,
            company.plan,
            company.language,
            company.time_zone,
            Jsonb(dict(company.brand)),
        ),
    ).fetchone()
    return int(row[0]) if row else None


def _finish(connection: Connection, company_id: int) -> None:
    lock = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
    connection.execute(lock, (schema_name(company_id),))
    status = _status(connection, company_id)
    if status == CompanyStatus.CLOSED:
        raise ProvisioningRefused("The company is closed; restore it instead.")
    for step in STEPS if status == CompanyStatus.PROVISIONING else (make_domain,):
        with connection.transaction():
            step(connection, company_id)


def _status(connection: Connection, company_id: int) -> str:
    found = connection.execute("SELECT status FROM platform.companies WHERE id = %s", (company_id,))
    row = found.fetchone()
    if row is None:
        raise ProvisioningRefused(f"There is no company {company_id}.")
    return str(row[0])


def make_role(connection: Connection, company_id: int) -> None:
    role = schema_name(company_id)
    found = connection.execute("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = %s", (role,))
    if found.fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    # From 16 on the grant itself says so; before, the login role's NOINHERIT does.
    option = " WITH INHERIT FALSE" if connection.info.server_version >= 160_000 else ""
    connection.execute(
        sql.SQL("GRANT {} TO {}" + option).format(
            sql.Identifier(role), sql.Identifier(login_role())
        )
    )


def make_schema(connection: Connection, company_id: int) -> None:
    schema = schema_name(company_id)
    if version_of(connection, schema) is not None:
        return
    name = sql.Identifier(schema)
    connection.execute(
        sql.SQL("CREATE SCHEMA {0}; GRANT USAGE ON SCHEMA {0} TO {0}; {1}").format(
            name, search_path(schema)
        )
    )
    connection.execute(for_company(head_script(), schema))
    connection.execute(
        sql.SQL(
            "INSERT INTO platform.schema_revisions (schema_name, revision)"
            " SELECT {}, version_num FROM {}"
        ).format(sql.Literal(schema), sql.Identifier(schema, "alembic_version"))
    )


def make_domain(connection: Connection, company_id: int) -> None:
    """The company's own address; it follows a platform that moved to another port."""
    host = company_host(_slug(connection, company_id))
    moved = connection.execute(
        "UPDATE platform.domains SET host = %s WHERE company_id = %s"
        " AND split_part(host, ':', 1) = split_part(%s, ':', 1)",
        (host, company_id, host),
    )
    if not moved.rowcount:
        connection.execute(
            "INSERT INTO platform.domains (company_id, host, is_primary, verified_at)"
            " VALUES (%s, %s, true, now())",
            (company_id, host),
        )


def _slug(connection: Connection, company_id: int) -> str:
    found = connection.execute("SELECT slug FROM platform.companies WHERE id = %s", (company_id,))
    row = found.fetchone()
    return str(row[0]) if row else ""


def activate(connection: Connection, company_id: int) -> None:
    connection.execute(
        "UPDATE platform.companies SET status = %s WHERE id = %s",
        (CompanyStatus.ACTIVE, company_id),
    )


STEPS: tuple[Callable[[Connection, int], None], ...] = (
    make_role,
    make_schema,
    make_domain,
    activate,
)
