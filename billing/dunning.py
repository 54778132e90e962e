"""What a company is told about its payments, each occasion once, and the passing of the grace.

An occasion is a row; a job turns it into mails. The grace period is cut into three reminders.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from app.core.db import db
from billing.models import BillingNotice, Subscription
from billing.standing import Reason, State, billing_now, grace
from tenants.models import Company

FAILED, REMINDER, LAST_DAY = "payment_failed", "payment_reminder", "payment_last_day"
RESTRICTED, RECOVERED, DISPUTED = "payment_restricted", "payment_recovered", "payment_disputed"
KINDS = (FAILED, REMINDER, LAST_DAY, RESTRICTED, RECOVERED, DISPUTED)
_OWING = (State.PAST_DUE, State.RESTRICTED)


def note_occasions(company: Company, subscription: Subscription, before: dict[str, Any]) -> None:
    """Writes the notices that the company's standing asks for and that are not there yet."""
    billing = company.billing
    if billing["state"] in _OWING:
        until = datetime.fromisoformat(billing["grace_until"])
        for kind in due_kinds(billing, until, billing_now(subscription)):
            _note(company.id, kind, billing["grace_until"])
    elif before.get("state") in _OWING and billing["state"] == State.ACTIVE:
        _note(company.id, RECOVERED, before["grace_until"])


def due_kinds(billing: dict[str, Any], until: datetime, now: datetime) -> list[str]:
    """The steps that have been reached; a missed one is not made up for by a later one."""
    if billing["state"] == State.RESTRICTED:
        return [RESTRICTED]
    first = DISPUTED if billing["reason"] == Reason.DISPUTE else FAILED
    left = until - now
    if left <= timedelta(days=1):
        return [first, LAST_DAY]
    return [first, REMINDER] if left <= grace() / 2 else [first]


def _note(company_id: int, kind: str, occasion: str) -> None:
    key = f"{kind}:{occasion}"
    db.session.execute(
        insert(BillingNotice)
        .values(company_id=company_id, key=key, kind=kind)
        .on_conflict_do_nothing(index_elements=["company_id", "key"])
    )
