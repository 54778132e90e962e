"""What the staff's figures follow, and what is forgotten with a company."""

from __future__ import annotations

from sqlalchemy import delete, update

from app.core.bus import subscribe
from app.core.db import db
from app.superadmin.jobs import count_usage
from app.superadmin.models import CompanyTask, CompanyUsage
from billing.domain_events import PlanChanged
from tenants.context import platform_scope
from tenants.erase import CompanyErasing


def recount(event: PlanChanged) -> None:
    count_usage.enqueue_on_commit()


def forget(event: CompanyErasing) -> None:
    """That something was asked for stays; an owner's address in it does not."""
    company_id = event.company_id
    with platform_scope():
        db.session.execute(delete(CompanyUsage).where(CompanyUsage.company_id == company_id))
        tasks = update(CompanyTask).where(CompanyTask.company_id == company_id)
        db.session.execute(tasks.values(payload={}))


subscribe(PlanChanged, recount)
subscribe(CompanyErasing, forget)
