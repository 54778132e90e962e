"""Counts what companies use, one after the other, for the list of all of them."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert as upsert

from app.core.clock import utcnow
from app.core.db import db
from app.superadmin.models import CompanyUsage
from app.superadmin.usage_queries import usage_facts
from tenants.context import current_company, platform_scope


def do_count() -> None:
    """In the company's scope; commits."""
    values = usage_facts() | {"counted_at": utcnow()}
    row = upsert(CompanyUsage).values(company_id=current_company().id, **values)
    with platform_scope():
        db.session.execute(row.on_conflict_do_update(index_elements=["company_id"], set_=values))
