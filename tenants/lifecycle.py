"""Suspending, restoring and closing a company.

These run in the session without a tenant scope and do not commit; every process forgets the
company as soon as the caller's commit is through.
"""

from __future__ import annotations

from datetime import timedelta

from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict, NotFound
from tenants.changes import note_company_change
from tenants.models import Company, CompanyStatus

KEEP = timedelta(days=90)


class StatusRefused(Conflict):
    slug = "company-status"
    title = "The company's status does not allow this"


def suspend(company_id: int) -> Company:
    """People can no longer work; data and address stay. Raises NotFound, StatusRefused."""
    company = _move(company_id, CompanyStatus.SUSPENDED, {CompanyStatus.ACTIVE})
    company.suspended_at = company.suspended_at or utcnow()
    return company


def restore(company_id: int) -> Company:
    """Undoes a suspension or a closing, as long as nothing was erased."""
    former = {CompanyStatus.SUSPENDED, CompanyStatus.CLOSED}
    company = _move(company_id, CompanyStatus.ACTIVE, former)
    company.suspended_at = company.closed_at = company.erase_at = None
    return company


def close(company_id: int, keep: timedelta = KEEP) -> Company:
    """The company is served no more; its data stay for `keep`, then they are to be erased."""
    former = {CompanyStatus.ACTIVE, CompanyStatus.SUSPENDED}
    company = _move(company_id, CompanyStatus.CLOSED, former)
    company.closed_at = company.closed_at or utcnow()
    company.erase_at = company.closed_at + keep
    return company


def _move(company_id: int, status: CompanyStatus, former: set[CompanyStatus]) -> Company:
    company = db.session.get(Company, company_id, with_for_update=True)
    if company is None:
        raise NotFound
    if company.erased_at or company.status not in former | {status}:
        raise StatusRefused(f"A company that is {_word(company)} cannot become {status}.")
    company.status = status
    note_company_change(company_id)
    return company


def _word(company: Company) -> str:
    return "erased" if company.erased_at else company.status
