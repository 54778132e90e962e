"""Stripe's webhooks: verified, stored by id, answered; what they mean is asked of Stripe later."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import stripe
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Problem
from app.core.logging import get_logger
from billing import gateway
from billing.models import StripeEvent, Subscription
from billing.sync import store_dispute, sync_company, sync_customer
from tenants.context import platform_scope

log = get_logger(__name__)
MAX_ATTEMPTS = 25
CLOCK_EVENTS = "test_helpers.test_clock."
DISPUTE_EVENTS = "charge.dispute."


class SignatureRefused(Problem):
    slug = "webhook-signature"
    title = "The signature does not fit"


def do_store(payload: bytes, signature: str) -> str | None:
    """The id of an event that was not here yet; raises SignatureRefused."""
    try:
        event = gateway.verified(payload, signature)
        values = _row(event)
    except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError) as error:
        raise SignatureRefused("Only Stripe's own, recent messages are taken.") from error
    query = insert(StripeEvent).values(**values).on_conflict_do_nothing(index_elements=["id"])
    return db.session.scalar(query.returning(StripeEvent.id))


def apply_event(event_id: str) -> None:
    """Brings what the event is about to what Stripe says now. Any number of times, in any order."""
    with platform_scope():
        event = db.session.get(StripeEvent, event_id)
        if event is None or event.applied_at or event.attempts >= MAX_ATTEMPTS:
            return
        kind, customer_id, object_id = event.type, event.customer_id, event.object_id
    try:
        _apply(kind, customer_id, object_id)
    except Exception as error:
        _note(event_id, f"{type(error).__name__}: {error}"[:500])
        raise
    _note(event_id, None)


def open_event_ids(limit: int = 200) -> list[str]:
    """Stored events that are not applied yet, the oldest first."""
    query = (
        select(StripeEvent.id)
        .where(StripeEvent.applied_at.is_(None), StripeEvent.attempts < MAX_ATTEMPTS)
        .order_by(StripeEvent.received_at)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def backlog() -> tuple[int, datetime | None, int]:
    """How many events wait to be applied, since when the first of them, and how many were given up."""
    given_up = StripeEvent.attempts >= MAX_ATTEMPTS
    query = select(
        func.count().filter(~given_up),
        func.min(StripeEvent.received_at).filter(~given_up),
        func.count().filter(given_up),
    ).where(StripeEvent.applied_at.is_(None))
    waiting, oldest, lost = db.session.execute(query).one()
    return waiting, oldest, lost


def _row(event: dict[str, Any]) -> dict[str, Any]:
    about = event["data"]["object"]
    customer = about["id"] if about.get("object") == "customer" else about.get("customer")
    return {
        "id": event["id"],
        "type": event["type"],
        "customer_id": customer["id"] if isinstance(customer, dict) else customer,
        "object_id": about.get("id"),
        "created_at": datetime.fromtimestamp(event["created"], UTC),
    }


def _apply(kind: str, customer_id: str | None, object_id: str | None) -> None:
    if kind.startswith(DISPUTE_EVENTS) and object_id:
        store_dispute(gateway.dispute(object_id))
    elif kind.startswith(CLOCK_EVENTS):
        _sync_clocks()
    elif customer_id:
        sync_customer(customer_id)


def _sync_clocks() -> None:
    """A test clock moved, which happens in test accounts only, and none of those has many companies."""
    with platform_scope():
        company_ids = list(db.session.scalars(select(Subscription.company_id)))
    for company_id in company_ids:
        sync_company(company_id)


def _note(event_id: str, error: str | None) -> None:
    with platform_scope():
        event = db.session.get_one(StripeEvent, event_id, with_for_update=True)
        event.attempts += 1
        event.error = error
        if error is None:
            event.applied_at = utcnow()
