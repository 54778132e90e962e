"""From what Stripe says to what a company may do: one pure rule, and its only writer.

`companies.plan` is the plan in force; `companies.billing` says why:
`{state, reason, grace_until, trial_end, plan, retention: {days, until}}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from app.access.audit import record
from app.core.clock import utcnow
from app.core.config import settings
from billing.models import Dispute, Subscription
from billing.plans import FREE, Limit, plan_of
from tenants.changes import note_company_change
from tenants.models import Company

RETENTION_GRACE = timedelta(days=30)
LOST, OPEN_DISPUTES = "lost", ("needs_response", "under_review", "warning_needs_response")


class State(StrEnum):
    NONE = "none"
    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    RESTRICTED = "restricted"
    INCOMPLETE = "incomplete"
    CANCELED = "canceled"


class Reason(StrEnum):
    PAYMENT = "payment"
    DISPUTE = "dispute"


@dataclass(frozen=True)
class Standing:
    """`plan` is the one in force; past due it holds until `grace_until`, then Free does."""

    state: State
    plan: str
    reason: Reason | None = None
    grace_until: datetime | None = None


_PLAIN = {
    "active": State.ACTIVE,
    "trialing": State.TRIALING,
    "incomplete": State.INCOMPLETE,
}


def billing_now(subscription: Subscription) -> datetime:
    """The present, by the clock that the subscription lives by."""
    return utcnow() + timedelta(seconds=subscription.clock_offset_seconds)


def standing_of(
    subscription: Subscription, disputes: list[Dispute], now: datetime, grace: timedelta
) -> Standing:
    """The rule. A chargeback counts like a renewal that was not paid."""
    owed = _owed(subscription, disputes)
    if owed is not None and subscription.status not in ("canceled", "incomplete_expired"):
        since, reason = owed
        until = since + grace
        in_grace = now < until
        plan = subscription.plan if in_grace else FREE
        state = State.PAST_DUE if in_grace else State.RESTRICTED
        return Standing(state, plan, reason, until)
    state = _PLAIN.get(subscription.status, State.CANCELED)
    has_plan = state in (State.ACTIVE, State.TRIALING)
    return Standing(state, subscription.plan if has_plan else FREE)


def _owed(subscription: Subscription, disputes: list[Dispute]) -> tuple[datetime, Reason] | None:
    if subscription.status in ("past_due", "unpaid") and subscription.past_due_since:
        return subscription.past_due_since, Reason.PAYMENT
    bad = [d.opened_at for d in disputes if d.status in (LOST, *OPEN_DISPUTES)]
    return (min(bad), Reason.DISPUTE) if bad else None


def grace() -> timedelta:
    return timedelta(days=settings().billing_grace_days)


def apply_standing(
    company: Company, subscription: Subscription, disputes: list[Dispute]
) -> tuple[str, str] | None:
    """Writes the company's row, which the caller holds locked; the plans before and after, if
    they differ. A plan that staff chose stays until billing decides something new."""
    now = billing_now(subscription)
    found = standing_of(subscription, disputes, now, grace())
    before, decided = company.plan, company.billing.get("plan")
    if found.plan != decided:
        company.plan = found.plan
    written = _document(found, subscription, company.billing, before, company.plan)
    if (written, company.plan) != (company.billing, before):
        company.billing = written
        note_company_change(company.id)
    if before == company.plan:
        return None
    record("company.plan_changed", "company", company.id, plan=[before, company.plan])
    return before, company.plan


def _document(
    found: Standing, subscription: Subscription, old: dict[str, Any], before: str, after: str
) -> dict[str, Any]:
    trial = subscription.trial_end if found.state is State.TRIALING else None
    document: dict[str, Any] = {
        "state": found.state.value,
        "reason": found.reason.value if found.reason else None,
        "grace_until": _text(found.grace_until),
        "trial_end": _text(trial),
        "plan": found.plan,
    }
    retention = _retention(old, before, after)
    return document | ({"retention": retention} if retention else {})


def _retention(old: dict[str, Any], before: str, after: str) -> dict[str, Any] | None:
    """What is kept for longer than the plan says, and until when; a higher plan ends it."""
    had, has = (plan_of(key).limits[Limit.RETENTION_DAYS] or 0 for key in (before, after))
    kept: dict[str, Any] | None = old.get("retention")
    if kept and kept["days"] <= has:
        kept = None
    if has < had and (kept is None or kept["days"] < had):
        return {"days": had, "until": _text(utcnow() + RETENTION_GRACE)}
    return kept


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
