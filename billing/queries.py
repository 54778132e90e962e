"""Reads of billing, for the company's own pages and for the platform's staff.

Functions that take a company's number run in the platform's scope (`tenants.context.platform_scope`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import case, func, select

from app.core.db import db
from billing import gateway
from billing.models import BillingAccount, BillingNotice, Dispute, Reconciliation, Subscription
from billing.plans import CATALOGUE, PRICES, Currency, Interval
from tenants.models import Company

PAYING = ("active", "past_due")
CHARGED = ("active", "trialing")
_SHOWN = (
    "status",
    "plan",
    "interval",
    "currency",
    "amount",
    "period_start",
    "period_end",
    "trial_end",
    "cancel_at",
    "next_plan",
    "next_interval",
    "payment_url",
)


def billing_of(company_id: int) -> dict[str, Any]:
    """Who pays and how it stands: `{account, subscription|null, standing, disputes}`."""
    company = db.session.get_one(Company, company_id)
    account = db.session.get(BillingAccount, company_id)
    return {
        "plan": company.plan,
        "standing": standing_view(company.billing),
        "account": account_view(account),
        "customer_id": account.customer_id if account else None,
        "subscription": subscription_view(db.session.get(Subscription, company_id)),
        "disputes": _disputes(company_id),
    }


def customer_of(company_id: int) -> str | None:
    """Stripe's id of the company as a customer."""
    account = db.session.get(BillingAccount, company_id)
    return account.customer_id if account else None


def payable(company_id: int) -> tuple[str, str] | None:
    """Customer and subscription that something more will be charged to, by Stripe's ids."""
    customer, row = customer_of(company_id), db.session.get(Subscription, company_id)
    if customer is None or row is None or row.cancel_at or row.status not in CHARGED:
        return None
    return customer, row.stripe_id


def notices_of(company_id: int) -> list[dict[str, Any]]:
    """What the company was told about its payments, the newest first."""
    query = select(BillingNotice).where(BillingNotice.company_id == company_id)
    rows = db.session.scalars(query.order_by(BillingNotice.id.desc()))
    return [{"kind": r.kind, "made_at": r.made_at, "sent_at": r.sent_at} for r in rows]


def monthly_revenue() -> dict[str, int]:
    """Recurring revenue of a month by currency, in its smallest unit.

    A subscription that is paid by the year counts a twelfth of its price; the fractions are added up
    exactly and only the sum is cut to whole units. Trials count nothing, past due counts in full.
    """
    monthly = case(
        (Subscription.interval == Interval.YEAR.value, Subscription.amount / 12),
        else_=Subscription.amount,
    )
    query = (
        select(Subscription.currency, func.sum(monthly))
        .where(Subscription.status.in_(PAYING))
        .group_by(Subscription.currency)
    )
    return {currency: int(total) for currency, total in db.session.execute(query)}


def counts_by_status() -> dict[str, int]:
    """How many subscriptions are active, trialing, past due, canceled, …"""
    query = select(Subscription.status, func.count()).group_by(Subscription.status)
    return dict(db.session.execute(query).tuples().all())


def last_reconciliation() -> dict[str, Any] | None:
    """The last nightly comparison with Stripe and what differed."""
    query = select(Reconciliation).order_by(Reconciliation.id.desc()).limit(1)
    run = db.session.scalar(query)
    if run is None:
        return None
    names = ("started_at", "finished_at", "checked", "differences")
    return {name: getattr(run, name) for name in names}


def catalogue() -> list[dict[str, Any]]:
    """Every plan with its limits, features and prices."""
    return [
        {
            "key": plan.key,
            "name": plan.name,
            "limits": {limit.value: maximum for limit, maximum in plan.limits.items()},
            "features": sorted(feature.value for feature in plan.features),
            "prices": [
                {"currency": currency, "interval": interval, "amount": amount}
                for currency, by_interval in PRICES.get(plan.key, {}).items()
                for interval, amount in by_interval.items()
            ],
        }
        for plan in CATALOGUE.values()
    ]


def overview(company_id: int, language: str) -> dict[str, Any]:
    """What the Billing page shows, without asking Stripe."""
    found = billing_of(company_id)
    subscription = found["subscription"]
    usual = Currency.BRL if language == "pt-BR" else Currency.USD
    return {
        "configured": gateway.is_configured(),
        "plan": found["plan"],
        "standing": found["standing"],
        "account": found["account"],
        "subscription": subscription,
        "has_customer": found["customer_id"] is not None,
        "currency": subscription["currency"] if subscription else usual.value,
        "plans": catalogue(),
    }


def standing_view(billing: Any) -> dict[str, Any]:
    names = ("reason", "grace_until", "trial_end", "retention")
    return {"state": billing.get("state", "none")} | {name: billing.get(name) for name in names}


def account_view(account: BillingAccount | None) -> dict[str, str]:
    names = ("email", "tax_kind", "tax_id")
    return {name: getattr(account, name) if account else "" for name in names}


def subscription_view(row: Subscription | None) -> dict[str, Any] | None:
    return {name: getattr(row, name) for name in _SHOWN} if row else None


def _disputes(company_id: int) -> list[dict[str, Any]]:
    rows = db.session.scalars(select(Dispute).where(Dispute.company_id == company_id))
    names = ("status", "amount", "currency", "opened_at")
    return [{name: getattr(row, name) for name in names} for row in rows]
