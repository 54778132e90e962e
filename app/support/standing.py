"""What a company's row says of support access: whether it is allowed, and who is in.

    {"refused": true, "running": [{"id": 7, "name": "Robin Vale", "until": "…", "may_change": false}]}

`running` is a copy of the rows that open something, so that no page has to ask for them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.access.support_models import SupportAccess
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound
from tenants.changes import note_company_change
from tenants.context import current_company
from tenants.models import Company


def locked_company(company_id: int) -> Company:
    """Under a lock, so that switching off and asking come one after the other; raises NotFound."""
    company = db.session.get(Company, company_id, with_for_update=True, populate_existing=True)
    if company is None or company.erased_at:
        raise NotFound()
    return company


def is_refused(company: Company) -> bool:
    return bool(company.support.get("refused"))


def do_stand(company: Company, *, refused: bool | None = None) -> None:
    """Writes the present state into the company's row; its open pages hear of it."""
    db.session.flush()
    chosen = is_refused(company) if refused is None else refused
    company.support = {"refused": chosen, "running": _running(company.id)}
    note_company_change(company.id)


def present_visitors() -> list[dict[str, Any]]:
    """For the session's view, in the company's scope: who of the staff is in now."""
    visitors = current_company().support.get("running", [])
    now = utcnow()
    return [each for each in visitors if datetime.fromisoformat(each["until"]) > now]


def _running(company_id: int) -> list[dict[str, Any]]:
    rows = db.session.scalars(
        select(SupportAccess)
        .where(
            SupportAccess.company_id == company_id,
            SupportAccess.ended_at.is_(None),
            SupportAccess.told_start_at.is_not(None),
        )
        .order_by(SupportAccess.id)
    )
    return [
        {
            "id": row.id,
            "name": row.staff_name,
            "until": row.expires_at.isoformat(),
            "may_change": row.may_change,
        }
        for row in rows
    ]
