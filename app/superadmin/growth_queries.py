"""Growth and revenue of the platform: counted from rows that exist, never estimated.

Days and months are cut in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from app.core.clock import utcnow
from app.core.db import db
from app.superadmin.models import RevenueDay
from app.superadmin.state import CompanyState, state_column
from billing.models import Subscription
from billing.queries import monthly_revenue
from tenants.models import Company

WINDOW = timedelta(days=30)
SOON = timedelta(days=7)
MONTHS = 12
NEVER_PAID = ("incomplete", "incomplete_expired")


def growth() -> dict[str, Any]:
    """All but the money."""
    now = utcnow()
    states = _by_state()
    return {
        "companies": sum(states.values()) - states.get(CompanyState.CLOSED, 0),
        "past_due": states.get(CompanyState.PAST_DUE, 0),
        "new": _count(Company.created_at > now - WINDOW),
        "new_by_month": _new_by_month(now.date()),
        "churn": _churn(now),
        "trials": _trials(now),
    }


def revenue() -> dict[str, Any]:
    """Recurring revenue of a month by currency, now and at the end of each month that was noted."""
    monthly = sorted(monthly_revenue().items())
    return {
        "monthly": [{"currency": currency, "amount": amount} for currency, amount in monthly],
        "history": _revenue_by_month(utcnow().date()),
    }


def _by_state() -> dict[str, int]:
    query = (
        select(state_column, func.count()).where(Company.erased_at.is_(None)).group_by(state_column)
    )
    return dict(db.session.execute(query).all())


def _count(*conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Company).where(*conditions)) or 0


def _new_by_month(today: date) -> list[dict[str, Any]]:
    """Companies made in each of the last twelve months; those that were erased since count too."""
    months = list(_months(today))
    month = func.to_char(func.timezone("UTC", Company.created_at), "YYYY-MM")
    query = select(month, func.count()).where(month >= months[0]).group_by(month)
    found: dict[str, int] = dict(db.session.execute(query).all())
    return [{"month": each, "count": found.get(each, 0)} for each in months]


def _months(today: date) -> Iterator[str]:
    """The last twelve as `2026-01`, this one at the end."""
    last = today.year * 12 + today.month - 1
    for number in range(last - MONTHS + 1, last + 1):
        year, month = divmod(number, 12)
        yield f"{year:04}-{month + 1:02}"


def _churn(now: datetime) -> dict[str, int]:
    """Of the subscriptions that were paid 30 days ago, how many have ended since.

    A company that ended one and began another has one row, the newer: it counts as one that stayed.
    """
    start = now - WINDOW
    paid = (
        Subscription.started_at <= start,
        Subscription.status.not_in(NEVER_PAID),
        or_(Subscription.trial_end.is_(None), Subscription.trial_end <= start),
        or_(Subscription.ended_at.is_(None), Subscription.ended_at > start),
    )
    ended = func.count().filter(Subscription.ended_at <= now)
    at_start, cancelled = db.session.execute(select(func.count(), ended).where(*paid)).one()
    return {"active_at_start": at_start, "cancelled": cancelled}


def _trials(now: datetime) -> dict[str, int]:
    soon = func.count().filter(Subscription.trial_end <= now + SOON)
    query = select(func.count(), soon).where(Subscription.status == "trialing")
    running, ending = db.session.execute(query).one()
    return {"running": running, "ending_soon": ending}


def _revenue_by_month(today: date) -> list[dict[str, Any]]:
    """What the last noted day of each month says; months before the first note are absent."""
    month = func.to_char(RevenueDay.day, "YYYY-MM")
    rows = db.session.execute(
        select(month.label("month"), RevenueDay.currency, RevenueDay.amount)
        .where(month >= next(_months(today)))
        .ext(distinct_on(month, RevenueDay.currency))
        .order_by(month, RevenueDay.currency, RevenueDay.day.desc())
    )
    return [dict(row._mapping) for row in rows]
