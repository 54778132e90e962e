"""Every night: what we hold against what Stripe holds. Differences are written down, then mended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Problem
from app.core.logging import get_logger
from billing import gateway
from billing.models import BillingAccount, Reconciliation, Subscription
from billing.sync import differences, facts_as_row, store_dispute, sync_company
from tenants.context import platform_scope

log = get_logger(__name__)
HOUR_UTC = 4
AT_MOST_EVERY = timedelta(hours=20)
AT_LEAST_EVERY = timedelta(hours=28)
DISPUTES_SINCE = timedelta(days=120)
Difference = dict[str, Any]


def is_due(now: datetime, last: datetime | None) -> bool:
    """In the night's hour, and as soon as possible where a night was missed."""
    if last is None or now - last > AT_LEAST_EVERY:
        return True
    return now.hour == HOUR_UTC and now - last > AT_MOST_EVERY


def last_started() -> datetime | None:
    query = select(Reconciliation.started_at).order_by(Reconciliation.id.desc()).limit(1)
    return db.session.scalar(query)


def reconcile() -> list[Difference]:
    """Compares and mends every company that Stripe knows; returns the differences."""
    with platform_scope():
        run = Reconciliation(differences=[])
        db.session.add(run)
        db.session.flush()
        run_id, customers = run.id, _customers()
    found = [d for company_id, customer in customers for d in _compare(company_id, customer)]
    _refresh_disputes()
    with platform_scope():
        run = db.session.get_one(Reconciliation, run_id)
        run.finished_at, run.checked, run.differences = utcnow(), len(customers), found
    if found:
        log.warning("billing_differs", differences=len(found))
    return found


def _customers() -> list[tuple[int, str]]:
    query = select(BillingAccount.company_id, BillingAccount.customer_id).where(
        BillingAccount.customer_id.is_not(None)
    )
    rows = db.session.execute(query.order_by(BillingAccount.company_id))
    return [(company_id, customer) for company_id, customer in rows if customer]


def _compare(company_id: int, customer_id: str) -> list[Difference]:
    """One company; where Stripe refuses the question, that is the difference."""
    try:
        theirs = gateway.subscription_of(customer_id)
    except Problem as problem:
        log.warning("reconcile_failed", company=company_id, error=str(problem))
        return [_difference(company_id, "customer", customer_id, problem.slug)]
    with platform_scope():
        ours = db.session.get(Subscription, company_id)
        found = _differences(company_id, ours, theirs)
    sync_company(company_id)
    return found


def _differences(company_id: int, ours: Subscription | None, theirs: Any) -> list[Difference]:
    if ours is None or theirs is None:
        pair = (ours.stripe_id if ours else None, theirs.stripe_id if theirs else None)
        return [] if pair == (None, None) else [_difference(company_id, "subscription", *pair)]
    return [
        _difference(company_id, name, *pair)
        for name, pair in differences(ours, facts_as_row(theirs)).items()
    ]


def _difference(company_id: int, field: str, ours: Any, theirs: Any) -> Difference:
    pair = {"ours": _plain(ours), "theirs": _plain(theirs)}
    return {"company_id": company_id, "field": field} | pair


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _refresh_disputes() -> None:
    since = int((utcnow() - DISPUTES_SINCE).timestamp())
    for found in gateway.disputes_since(since):
        store_dispute(found)
