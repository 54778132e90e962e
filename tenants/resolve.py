"""From a host name to a company.

Only hosts in `platform.domains` that were verified lead anywhere; every other one is unknown.
Answers are kept for a few seconds in the process and dropped at once, in every process, by a
version number in Redis that a change of companies or domains raises.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from redis.exceptions import RedisError
from sqlalchemy import select
from sqlalchemy.engine import Row

from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.redis import redis_client
from tenants.context import CompanyRef
from tenants.models import Company, CompanyStatus, Domain

CACHE_SECONDS = 30.0
VERSION_KEY = "tenants:version"
SERVED = (CompanyStatus.ACTIVE, CompanyStatus.SUSPENDED)

_cache: dict[str, tuple[float, bytes, CompanyRef | None]] = {}


def normalise_host(host: str) -> str:
    """Lower case, without a trailing dot; the port stays, since it is part of the address."""
    name, separator, port = host.strip().lower().partition(":")
    return name.rstrip(".") + separator + port


def is_platform_host(host: str) -> bool:
    return normalise_host(host) == settings().platform_host.lower()


def company_host(slug: str) -> str:
    """The address that every company has, whatever else it adds."""
    return f"{slug}.{settings().platform_host}"


def host_on_platform_port(name: str) -> str:
    """A company's own name as browsers send it, with the port if the platform has one."""
    _, separator, port = settings().platform_host.partition(":")
    return name + separator + port


def is_below_platform(name: str) -> bool:
    """Whether the name, without a port, is the platform's own or one below it."""
    own = settings().platform_host.partition(":")[0].lower()
    return name == own or name.endswith(f".{own}")


def resolve_host(host: str) -> CompanyRef | None:
    """The company served at this host, or None."""
    host = normalise_host(host)
    version = companies_version()
    cached = _cache.get(host)
    if cached and version is not None and cached[0] > time.monotonic() and cached[1] == version:
        return cached[2]
    company = _load(_by_host(host))
    if len(_cache) > 10_000:
        _cache.clear()
    if version is not None:
        _cache[host] = (time.monotonic() + CACHE_SECONDS, version, company)
    return company


def find_company(company_id: int) -> CompanyRef | None:
    """A served company by its number: for jobs."""
    return _load(Company.id == company_id)


def find_company_by_slug(slug: str) -> CompanyRef | None:
    return _load(Company.slug == slug)


def served_companies() -> list[CompanyRef]:
    """Every company whose data the schedule has to look after."""
    with db.engine.connect() as connection:
        rows = connection.execute(_select().where(Company.status.in_(SERVED)).order_by(Company.id))
        return [_ref(row) for row in rows]


def forget_resolved() -> None:
    """Drops every cached answer, in every process; call once a change of companies commits."""
    _cache.clear()
    redis_client().incr(VERSION_KEY)


def companies_version() -> bytes | None:
    """What was read under it still holds while it stays the same.

    None while Redis does not answer: nothing cached is trusted then, the database is asked."""
    try:
        value = redis_client().get(VERSION_KEY)
    except RedisError:
        return None
    return value if isinstance(value, bytes) else b""


def _by_host(host: str) -> Any:
    verified = select(Domain.company_id).where(Domain.host == host, Domain.verified_at.is_not(None))
    return Company.id == verified.scalar_subquery()


def _load(condition: Any) -> CompanyRef | None:
    with db.engine.connect() as connection:
        row = connection.execute(_select().where(condition, Company.status.in_(SERVED))).first()
    return _ref(row) if row else None


def _select() -> Any:
    primary = (
        select(Domain.host)
        .where(Domain.company_id == Company.id, Domain.is_primary)
        .scalar_subquery()
        .label("host")
    )
    return select(Company.__table__, primary)


def present_overrides(overrides: Mapping[str, Any]) -> Mapping[str, Any]:
    """Staff's exceptions to the plan; none once their last day, in UTC, is over."""
    until = overrides.get("until")
    over = until is not None and date.fromisoformat(until) < utcnow().date()
    return {} if over else overrides


def _ref(row: Row[Any]) -> CompanyRef:
    return CompanyRef(
        id=row.id,
        slug=row.slug,
        name=row.name,
        status=row.status,
        plan=row.plan,
        language=row.language,
        time_zone=row.time_zone,
        host=row.host or company_host(row.slug),
        totp_required_at=row.totp_required_at,
        overrides=present_overrides(row.overrides),
        brand=row.brand,
        billing=row.billing,
        support=row.support,
    )
