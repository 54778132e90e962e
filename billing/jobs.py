"""Billing's work for later: applying webhooks, telling people, following the clock."""

from __future__ import annotations

from sqlalchemy import select

from app.core.after_commit import after_commit
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Problem
from app.core.logging import get_logger
from billing import gateway, reconcile, webhooks
from billing.domain_events import PlanChange, PlanChanged
from billing.mail import mail_notice
from billing.models import BillingAccount, BillingNotice, Dispute, Subscription
from billing.sync import on_plan_change, settle
from tenants.changes import locked_company
from tenants.context import platform_scope, tenant_scope
from tenants.models import Company
from tenants.resolve import SERVED, find_company
from workers.job import job
from workers.queues import QueueName

log = get_logger(__name__)
OWING = ("past_due", "unpaid")


@job(QueueName.DEFAULT, platform=True)
def apply_stripe_event(event_id: str) -> None:
    webhooks.apply_event(event_id)


@job(QueueName.BULK, platform=True)
def sweep_billing() -> None:
    """What the queue lost, and what time alone changes: the grace, its steps, unsent notices."""
    with platform_scope():
        event_ids, company_ids = webhooks.open_event_ids(), _followed()
    for event_id in event_ids:
        _quietly_apply(event_id)
    for company_id in company_ids:
        with platform_scope():
            settle(locked_company(company_id))
    with platform_scope():
        notice_ids = _unsent()
    for notice_id in notice_ids:
        send_billing_notice(notice_id=notice_id)


@job(QueueName.MAIL, platform=True)
def send_billing_notice(notice_id: int) -> None:
    """Hands the mails of one occasion to the company's outbox, then notes that it is done."""
    with platform_scope():
        notice = db.session.get(BillingNotice, notice_id)
        if notice is None or notice.sent_at:
            return
        company = find_company(notice.company_id)
        email = _billing_email(notice.company_id)
    if company is not None:
        with tenant_scope(company):
            mail_notice(notice.kind, email)
            db.session.commit()
    with platform_scope():
        db.session.get_one(BillingNotice, notice_id).sent_at = utcnow()


@job(QueueName.REALTIME)
def announce_plan(before: str, after: str) -> None:
    """Lets the company's slices follow a plan that holds now."""
    publish(PlanChanged(before, after))


@job(QueueName.BULK, platform=True)
def reconcile_nightly() -> None:
    """Asked every hour; works once a night."""
    if not gateway.is_configured():
        return
    with platform_scope():
        due = reconcile.is_due(utcnow(), reconcile.last_started())
    if due:
        reconcile.reconcile()


def _announce(change: PlanChange) -> None:
    if db.session.get_one(Company, change.company_id).status not in SERVED:
        return
    after_commit(
        lambda: announce_plan.enqueue(change.company_id, before=change.before, after=change.after)
    )


def _billing_email(company_id: int) -> str:
    account = db.session.get(BillingAccount, company_id)
    return account.email if account else ""


def _quietly_apply(event_id: str) -> None:
    """One event that Stripe does not answer for must not hold the others up."""
    try:
        webhooks.apply_event(event_id)
    except Problem as problem:
        log.warning("stripe_event_waits", stripe_event=event_id, error=str(problem))


def _followed() -> list[int]:
    """Companies that owe something or may be about to: few, at any time."""
    disputed = select(Dispute.company_id)
    query = select(Subscription.company_id).where(
        Subscription.status.in_(OWING) | Subscription.company_id.in_(disputed)
    )
    return list(db.session.scalars(query))


def _unsent() -> list[int]:
    query = select(BillingNotice.id).where(BillingNotice.sent_at.is_(None))
    return list(db.session.scalars(query.order_by(BillingNotice.id)))


on_plan_change(_announce)
