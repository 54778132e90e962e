"""Domains follow the plan: they come and go with it, in the transaction that changes it."""

from __future__ import annotations

from app.core.db import db
from app.domains.operations import do_settle
from billing.domain_events import PlanChange
from billing.sync import on_plan_change
from tenants.models import Company


def follow_plan(change: PlanChange) -> None:
    db.session.flush()
    do_settle(db.session.get_one(Company, change.company_id))


on_plan_change(follow_plan)
