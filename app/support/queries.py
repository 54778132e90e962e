"""Reads of support accesses, in the platform's scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from app.access.support_models import SupportAccess
from app.api.paging import Page, paginate
from app.core.db import db

SORTABLE = {"created_at": SupportAccess.created_at}


def access_page(company_id: int, params: dict[str, Any]) -> Page:
    """The company's history, the latest first."""
    query = select(SupportAccess).where(SupportAccess.company_id == company_id)
    page = paginate(
        query, params, sortable=SORTABLE, key=SupportAccess.id, default_sort="-created_at"
    )
    return Page([access_view(access) for access in page.items], page.next_cursor)


def access_view(access: SupportAccess) -> dict[str, Any]:
    names = (
        *("id", "staff_id", "staff_name", "reason", "may_change", "created_at", "expires_at"),
        *("entered_at", "ended_at", "ended_how", "ended_by"),
    )
    return {name: getattr(access, name) for name in names}


def expired_accesses(now: datetime) -> dict[int, int]:
    """Those past their time, with their companies."""
    query = select(SupportAccess.id, SupportAccess.company_id).where(
        SupportAccess.ended_at.is_(None), SupportAccess.expires_at <= now
    )
    return {row.id: row.company_id for row in db.session.execute(query)}


def untold_accesses() -> Sequence[int]:
    """Those whose company does not know yet that they began or ended."""
    missing = or_(SupportAccess.told_start_at.is_(None), SupportAccess.ended_at.is_not(None))
    query = select(SupportAccess.id).where(SupportAccess.told_end_at.is_(None), missing)
    return db.session.scalars(query.order_by(SupportAccess.id)).all()


def running_of_staff(staff_id: int) -> list[SupportAccess]:
    query = select(SupportAccess).where(
        SupportAccess.staff_id == staff_id, SupportAccess.ended_at.is_(None)
    )
    return list(db.session.scalars(query))
