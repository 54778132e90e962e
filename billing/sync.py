"""Keeps the stored subscription what Stripe says: fetched, never taken from an event.

Any number of these may run at once and in any order. Each takes a number before it asks; its
answer is stored unless one with a higher number is there already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update

from app.core.clock import utcnow
from app.core.db import db
from billing import dunning, gateway
from billing.domain_events import PlanChange
from billing.facts import DisputeFacts, SubscriptionFacts
from billing.models import BillingAccount, Dispute, Subscription
from billing.standing import apply_standing
from tenants.changes import locked_company
from tenants.context import platform_scope
from tenants.models import Company

# Facts that the row does not keep under the same name.
_APART = frozenset({"test_clock"})
Changed = Callable[[PlanChange], None]
_listeners: list[Changed] = []


def on_plan_change(listener: Changed) -> None:
    """`listener` is called in the platform's scope, in the transaction that changes the plan."""
    _listeners.append(listener)


def sync_company(company_id: int) -> bool:
    """Asks Stripe and stores the answer; whether anything was different. Commits by itself."""
    with platform_scope():
        number, customer_id = _take_number(company_id)
    if customer_id is None:
        return False
    found = gateway.subscription_of(customer_id)
    offset = _clock_offset(found)
    with platform_scope():
        return _store(company_id, number, found, offset)


def sync_customer(customer_id: str) -> None:
    """The company of this customer; a customer of somebody else is none of our business."""
    with platform_scope():
        company_id = company_of(customer_id)
    if company_id is not None:
        sync_company(company_id)


def store_dispute(found: DisputeFacts) -> None:
    """Notes how a chargeback stands; the company's standing follows."""
    with platform_scope():
        company_id = company_of(found.customer_id or "")
        if company_id is None:
            return
        company = locked_company(company_id)
        row = db.session.get(Dispute, found.stripe_id) or Dispute(stripe_id=found.stripe_id)
        row.company_id, row.status = company_id, found.status
        row.amount, row.currency, row.opened_at = found.amount, found.currency, found.opened
        db.session.add(row)
        db.session.flush()
        settle(company)


def settle(company: Company) -> None:
    """Derives the standing of a locked company anew: after a change, and as time goes by."""
    subscription = db.session.get(Subscription, company.id)
    if subscription is None:
        return
    disputes = list(db.session.scalars(select(Dispute).where(Dispute.company_id == company.id)))
    before = dict(company.billing)
    changed = apply_standing(company, subscription, disputes)
    db.session.flush()
    dunning.note_occasions(company, subscription, before)
    if changed:
        for listener in _listeners:
            listener(PlanChange(company.id, *changed))


def company_of(customer_id: str) -> int | None:
    query = select(BillingAccount.company_id).where(BillingAccount.customer_id == customer_id)
    return db.session.scalar(query)


def _take_number(company_id: int) -> tuple[int, str | None]:
    row = db.session.execute(
        update(BillingAccount)
        .where(BillingAccount.company_id == company_id)
        .values(fetches=BillingAccount.fetches + 1)
        .returning(BillingAccount.fetches, BillingAccount.customer_id)
    ).first()
    return (row[0], row[1]) if row else (0, None)


def _clock_offset(found: SubscriptionFacts | None) -> int:
    if found is None or found.test_clock is None:
        return 0
    return gateway.clock_seconds(found.test_clock) - int(datetime.now(UTC).timestamp())


def _store(company_id: int, number: int, found: SubscriptionFacts | None, offset: int) -> bool:
    company = locked_company(company_id)
    account = db.session.get_one(BillingAccount, company_id, with_for_update=True)
    if account.applied_fetch > number or found is None:
        return False
    account.applied_fetch = number
    differs = _mirror(company_id, found, offset)
    settle(company)
    return differs


def _mirror(company_id: int, found: SubscriptionFacts, offset: int) -> bool:
    row = db.session.get(Subscription, company_id)
    if row is None:
        row = Subscription(company_id=company_id)
        db.session.add(row)
    values = facts_as_row(found)
    differs = bool(differences(row, values))
    for name, value in values.items():
        setattr(row, name, value)
    row.clock_offset_seconds, row.synced_at = offset, utcnow()
    if differs:
        row.touch()
    db.session.flush()
    return differs


def differences(row: Subscription, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Field -> (ours, theirs), of what is not the same."""
    return {
        name: (getattr(row, name), value)
        for name, value in values.items()
        if getattr(row, name) != value
    }


def facts_as_row(found: SubscriptionFacts) -> dict[str, Any]:
    """The facts that a row of ours mirrors."""
    return {name: value for name, value in asdict(found).items() if name not in _APART}
