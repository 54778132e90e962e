"""Reads of all companies, for the platform's staff."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from app.access.staff_models import StaffAuditEntry
from app.api.paging import Page, paginate
from app.core.db import db, outside_transaction
from app.core.errors import NotFound
from app.domains.queries import domain_views
from app.superadmin.models import CompanyUsage
from app.superadmin.state import state_column
from app.superadmin.task_queries import task_views
from app.superadmin.trouble_queries import failed_jobs, late_entries
from app.superadmin.usage_queries import owners, usage_details
from billing.plans import plan_of
from billing.queries import billing_of, standing_view
from tenants.context import tenant_scope
from tenants.models import Company, Domain
from tenants.resolve import company_host, find_company

NEAR_PERCENT, FULL_PERCENT = 80, 100
_USE = func.coalesce(CompanyUsage.use_percent, 0)
SORTABLE = {
    "name": func.lower(Company.name),
    "slug": Company.slug,
    "plan": Company.plan,
    "created_at": Company.created_at,
    "use": _USE,
    "attendants": func.coalesce(CompanyUsage.attendants, 0),
    "calls": func.coalesce(CompanyUsage.calls, 0),
}
USES: dict[str, ColumnElement[bool]] = {
    "near": _USE.between(NEAR_PERCENT, FULL_PERCENT),
    "over": _USE > FULL_PERCENT,
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
_OWN = ("limits", "roles", "answered_calls", "owners", "late_entries")
_COUNTED = (
    "attendants",
    "departments",
    "people",
    "calls",
    "use_percent",
    "last_signed_in_at",
    "counted_at",
)


def company_page(params: dict[str, Any]) -> Page:
    query = _not_erased().outerjoin(CompanyUsage, CompanyUsage.company_id == Company.id)
    if params["q"]:
        columns = (Company.name, Company.slug)
        query = query.where(or_(*(c.icontains(params["q"], autoescape=True) for c in columns)))
    if params["plan"]:
        query = query.where(Company.plan == params["plan"])
    if params["state"]:
        query = query.where(state_column == params["state"])
    if params["use"]:
        query = query.where(USES[params["use"]])
    page = paginate(query, params, sortable=SORTABLE, key=Company.id, default_sort="name")
    return Page(_views(page.items), page.next_cursor)


def company_detail(company_id: int, *, sees_money: bool) -> dict[str, Any]:
    """All that staff see of one company on its page; raises NotFound."""
    company = get_company(company_id)
    view = _views([company])[0] | {
        "erase_at": company.erase_at,
        "allowance": _allowance(company.plan),
        "overrides": {"limits": {}, "features": {}, "until": None, "reason": ""}
        | company.overrides,
        "standing": standing_view(company.billing),
        "billing": billing_of(company_id) if sees_money else None,
        "domains": domain_views(company_id),
        "tasks": task_views(company_id),
        "changes": _changes(company_id),
    }
    # The company's own scope comes last: it ends the platform's transaction.
    with outside_transaction():
        return view | {"failed_jobs": failed_jobs(company_id)} | _now(company_id)


def _allowance(plan: str) -> dict[str, Any]:
    """What the plan has by itself."""
    found = plan_of(plan)
    return {"limits": dict(found.limits), "features": sorted(found.features)}


def get_company(company_id: int) -> Company:
    """Raises NotFound, also for one that was erased."""
    company = db.session.scalar(_not_erased().where(Company.id == company_id))
    if company is None:
        raise NotFound()
    return company


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
    """As many queries for a thousand as for one."""
    more = _more([company.id for company in companies])
    return [_view(company, more[company.id]) for company in companies]


def _view(company: Company, more: Row[Any]) -> dict[str, Any]:
    view = {name: getattr(company, name) for name in _SHOWN}
    view |= {name: getattr(more, name) for name in _COUNTED}
    return view | {"state": more.state, "host": more.host or company_host(company.slug)}


def _more(company_ids: Collection[int]) -> dict[int, Row[Any]]:
    """State, host and counted use by company."""
    query = (
        select(
            Company.id,
            state_column.label("state"),
            Domain.host,
            *(getattr(CompanyUsage, name) for name in _COUNTED),
        )
        .outerjoin(Domain, (Domain.company_id == Company.id) & Domain.is_primary)
        .outerjoin(CompanyUsage, CompanyUsage.company_id == Company.id)
        .where(Company.id.in_(company_ids))
    )
    return {row.id: row for row in db.session.execute(query)}


def _now(company_id: int) -> dict[str, Any]:
    """What its own tables say; nothing where the company is not served, or has none yet."""
    company = find_company(company_id)
    if company is None:
        return dict.fromkeys(_OWN)
    with tenant_scope(company):
        return usage_details() | {"owners": owners(), "late_entries": late_entries()}
