"""Reads of claims, in the platform's scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.core.db import db
from app.core.errors import NotFound
from app.domains.dns import target_host
from app.domains.hosts import challenge_name, is_apex, shown_host
from app.domains.models import DomainClaim
from tenants.models import Domain
from tenants.resolve import company_host, host_on_platform_port

_TOLD = ("id", "host", "challenge", "state", "finding", "values", "looked_at", "added_at")


def claims_of(company_id: int) -> Sequence[DomainClaim]:
    query = select(DomainClaim).where(DomainClaim.company_id == company_id)
    return db.session.scalars(query.order_by(DomainClaim.id)).all()


def find_claim(company_id: int, claim_id: int) -> DomainClaim:
    """The company's own; raises NotFound for anybody else's."""
    claim = db.session.get(DomainClaim, claim_id)
    if claim is None or claim.company_id != company_id:
        raise NotFound()
    return claim


def holder_of(host: str) -> int | None:
    """The company that is served at the host."""
    query = select(Domain.company_id).where(Domain.host == host_on_platform_port(host))
    return db.session.scalar(query)


def due_looks(now: datetime, limit: int = 500) -> list[int]:
    """Also those of closed companies: a look is what lets go of a host that they no longer prove."""
    query = select(DomainClaim.id).where(DomainClaim.next_look_at <= now)
    return list(db.session.scalars(query.order_by(DomainClaim.next_look_at).limit(limit)))


def due_notices(limit: int = 500) -> list[int]:
    query = select(DomainClaim.id).where(DomainClaim.notice.is_not(None))
    return list(db.session.scalars(query.order_by(DomainClaim.id).limit(limit)))


def overview(company_id: int, slug: str) -> dict[str, Any]:
    """All of the page: the domains, where their records lead, and the address that always works."""
    return {
        "items": domain_views(company_id),
        "target": target_host(),
        "first_host": company_host(slug),
        "primary_host": _primary_of(company_id) or company_host(slug),
    }


def domain_views(company_id: int) -> list[dict[str, Any]]:
    served = {
        row.host: row.is_primary
        for row in db.session.scalars(select(Domain).where(Domain.company_id == company_id))
    }
    return [_view(claim, served) for claim in claims_of(company_id)]


def domain_view(claim: DomainClaim) -> dict[str, Any]:
    return next(view for view in domain_views(claim.company_id) if view["id"] == claim.id)


def _view(claim: DomainClaim, served: dict[str, bool]) -> dict[str, Any]:
    host = host_on_platform_port(claim.host)
    return {name: getattr(claim, name) for name in _TOLD} | {
        "name": shown_host(claim.host),
        "apex": is_apex(claim.host),
        "challenge_name": challenge_name(claim.host),
        "served": host in served,
        "primary": served.get(host, False),
        "preferred": claim.preferred,
        "looking": claim.looked_at is None or claim.looked_at < claim.asked_at,
        "next_look_at": claim.next_look_at,
    }


def _primary_of(company_id: int) -> str | None:
    query = select(Domain.host).where(Domain.company_id == company_id, Domain.is_primary)
    return db.session.scalar(query)
