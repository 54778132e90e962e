"""Reads of all companies, for the platform's staff."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select

from app.access.staff_models import StaffAuditEntry
from app.api.paging import Page, paginate
from app.core.db import db, outside_transaction
from app.core.errors import NotFound
from app.domains.queries import domain_views
from app.team.queries import count_active_departments, count_slots
from billing.queries import billing_of
from tenants.context import tenant_scope
from tenants.models import Company, Domain
from tenants.resolve import company_host, find_company

SORTABLE = {
    "name": func.lower(Company.name),
    "slug": Company.slug,
    "plan": Company.plan,
    "created_at": Company.created_at,
}
MOST_CHANGES = 50
_SHOWN = (
    "id",
    "name",
    "slug",
    "plan",
    "status",
    "language",
    "time_zone",
    "created_at",
    "suspended_at",
    "closed_at",
)


def company_page(params: dict[str, Any]) -> Page:
    query = _not_erased()
    if params["q"]:
        columns = (Company.name, Company.slug)
        query = query.where(or_(*(c.icontains(params["q"], autoescape=True) for c in columns)))
    for name in ("plan", "status"):
        if params[name]:
            query = query.where(getattr(Company, name) == params[name])
    page = paginate(query, params, sortable=SORTABLE, key=Company.id, default_sort="name")
    return Page(_views(page.items), page.next_cursor)


def company_detail(company_id: int) -> dict[str, Any]:
    """All that staff see of one company on its page; raises NotFound."""
    company = db.session.scalar(_not_erased().where(Company.id == company_id))
    if company is None:
        raise NotFound()
    more = {
        "overrides": {"limits": {}, "features": {}, "until": None, "reason": ""}
        | company.overrides,
        "billing": billing_of(company_id),
        "domains": domain_views(company_id),
        "changes": _changes(company_id),
    }
    return more | _views([company])[0]


def _changes(company_id: int) -> list[dict[str, Any]]:
    """What staff did, the latest first."""
    rows = db.session.scalars(
        select(StaffAuditEntry)
        .where(
            StaffAuditEntry.subject_kind == "company",
            StaffAuditEntry.subject_id == str(company_id),
        )
        .order_by(StaffAuditEntry.id.desc())
        .limit(MOST_CHANGES)
    )
    names = ("id", "at", "actor_name", "action", "details")
    return [{name: getattr(row, name) for name in names} for row in rows]


def _not_erased() -> Select[Company]:
    return select(Company).where(Company.erased_at.is_(None))


def _views(companies: Sequence[Company]) -> list[dict[str, Any]]:
    """Reads within each company's scope come last: they end the platform's transaction."""
    hosts = _primary_hosts([company.id for company in companies])
    views = [{name: getattr(company, name) for name in _SHOWN} for company in companies]
    with outside_transaction():
        return [
            view | {"host": hosts.get(view["id"], company_host(view["slug"]))} | _usage(view["id"])
            for view in views
        ]


def _primary_hosts(company_ids: Collection[int]) -> dict[int, str]:
    query = select(Domain.company_id, Domain.host).where(
        Domain.company_id.in_(company_ids), Domain.is_primary
    )
    return dict(db.session.execute(query).all())


def _usage(company_id: int) -> dict[str, int | None]:
    company = find_company(company_id)
    if company is None:
        return {"attendants": None, "departments": None}
    with tenant_scope(company):
        return {"attendants": count_slots(), "departments": count_active_departments()}
