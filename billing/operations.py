"""What an Owner can do about the subscription. Stripe is asked first, then the answer is fetched.

None of these may be called with a transaction that has written: they ask Stripe outside of one.
"""

from __future__ import annotations

import secrets
from typing import Any, Protocol

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from app.core.config import settings
from app.core.db import db
from app.core.errors import Conflict, Invalid
from billing import gateway
from billing.models import BillingAccount, BillingNotice, StripeEvent, Subscription
from billing.plans import CATALOGUE, FREE, PRICES, Interval, rank
from billing.standing import billing_now
from billing.sync import sync_company
from tenants.context import platform_scope

ENDED = frozenset({"canceled", "incomplete_expired"})
# A sum that was shown is charged for so long; later it is to be looked at again.
PREVIEW_SECONDS = 900


class Payer(Protocol):
    """A company as its row or its snapshot has it."""

    @property
    def id(self) -> Any: ...
    @property
    def name(self) -> Any: ...
    @property
    def language(self) -> Any: ...


class AlreadySubscribed(Conflict):
    slug = "already-subscribed"
    title = "The company has a subscription"


class NoSubscription(Conflict):
    slug = "no-subscription"
    title = "The company has no subscription"


class PaymentDue(Conflict):
    """`payment_url` is where the open invoice can be paid."""

    slug = "payment-due"
    title = "A payment is due"


class PreviewOver(Conflict):
    slug = "preview-over"
    title = "The sum may have changed since it was shown"


def start_checkout(
    company: Payer,
    plan: str,
    interval: str,
    currency: str,
    success_url: str,
    cancel_url: str,
    *,
    email: str = "",
) -> str:
    """The address of Stripe's payment page for a company's first or next subscription.

    Send the browser there (303). Stripe sends it to `success_url` once paid, with
    `{CHECKOUT_SESSION_ID}` in it replaced, or to `cancel_url`. Nothing is subscribed before the
    webhook, or `billing.sync.sync_company(company.id)` on the success page, has told so: ask
    `companies.plan` afterwards. `plan` is a paid key of the catalogue, `interval` month or year,
    `currency` brl or usd. The trial days of the settings are given to first subscriptions.

    Commit what you have written before you call it; it works in any scope. Raises Invalid,
    AlreadySubscribed, gateway.NotConfigured, gateway.BillingUnreachable.
    """
    _check_choice(plan, interval, currency)
    with platform_scope():
        row = db.session.get(Subscription, company.id)
        if row is not None and row.status not in ENDED:
            raise AlreadySubscribed("Change the plan on the Billing page.")
        first = row is None
    customer = ensure_customer(company, email)
    price = gateway.price_id(plan, interval, currency)
    gateway.expire_checkouts(customer)
    params = _checkout_params(company, customer, price, first)
    params |= {"success_url": success_url, "cancel_url": cancel_url}
    return gateway.create_checkout(params, secrets.token_hex(16))


def ensure_customer(company: Payer, email: str = "") -> str:
    """Stripe's id of the company as a customer, who is made at the first call."""
    with platform_scope():
        account = account_of(company.id)
        if account.customer_id:
            return account.customer_id
        email = account.email or email
    made = gateway.create_customer(company.id, company.name, email, company.language)
    with platform_scope():
        account = account_of(company.id)
        account.customer_id = account.customer_id or made
        account.email = account.email or email
        return account.customer_id


def account_of(company_id: int) -> BillingAccount:
    """The row of who pays, under its lock; made on first sight."""
    row = insert(BillingAccount).values(company_id=company_id)
    db.session.execute(row.on_conflict_do_nothing(index_elements=["company_id"]))
    return db.session.get_one(BillingAccount, company_id, with_for_update=True)


def change_kind(present: Subscription, plan: str, interval: str) -> str:
    """`now` for more, `period_end` for less: a higher plan counts more than a longer interval."""
    if (plan, interval) == (present.plan, present.interval):
        return "none"
    if rank(plan) != rank(present.plan):
        return "now" if rank(plan) > rank(present.plan) else "period_end"
    return "now" if interval == Interval.YEAR else "period_end"


def preview_change(company_id: int, plan: str, interval: str) -> dict[str, Any]:
    """What a change would mean: `{kind, amount_due, currency, lines, effective_at, at, attempt}`.

    `at` and `attempt` go with the change that is confirmed, so that exactly this sum is taken,
    and once however often the button is pressed.
    """
    present = _present(company_id)
    _check_choice(plan, interval, present.currency)
    kind, now = change_kind(present, plan, interval), billing_now(present)
    if kind == "none" and not present.next_plan:
        raise Conflict("This is the present plan.", slug="same-plan")
    answer = {
        "kind": kind,
        "currency": present.currency,
        "amount_due": 0,
        "lines": [],
        "effective_at": now if kind == "now" else present.period_end,
        "at": int(now.timestamp()),
        "attempt": secrets.token_hex(16),
    }
    if kind == "now":
        answer |= _prorated(company_id, present, plan, interval, int(now.timestamp()))
    return answer


def do_change(company_id: int, plan: str, interval: str, at: int, attempt: str) -> None:
    """Carries out what was previewed; raises PreviewOver, PaymentDue, gateway.PaymentRefused."""
    present = _present(company_id)
    _check_choice(plan, interval, present.currency)
    # Either way: what is known of a test clock, which stands still, may have come between.
    if abs(billing_now(present).timestamp() - at) > PREVIEW_SECONDS:
        raise PreviewOver("Look at the sum again, then confirm.")
    kind = change_kind(present, plan, interval)
    price = gateway.price_id(plan, interval, present.currency)
    if present.schedule_id and present.next_plan:
        gateway.release_schedule(present.schedule_id)
    if kind == "now":
        item = {"id": present.item_id, "price": price}
        gateway.change_now(present.stripe_id, item, at, attempt)
    elif kind == "period_end":
        if present.cancel_at:
            gateway.set_cancellation(present.stripe_id, False, attempt)
        metadata = {"plan": plan, "interval": interval, "company_id": str(company_id)}
        gateway.schedule_change(present.stripe_id, price, metadata, attempt)
    sync_company(company_id)


def do_keep_plan(company_id: int) -> None:
    """Takes a downgrade back that has not come yet."""
    present = _present(company_id)
    if present.schedule_id and present.next_plan:
        gateway.release_schedule(present.schedule_id)
        sync_company(company_id)


def do_set_cancellation(company_id: int, at_period_end: bool) -> None:
    """Cancels at the end of the paid period, or resumes before it comes."""
    present = _living(company_id)
    if present.schedule_id and present.next_plan:
        gateway.release_schedule(present.schedule_id)
    attempt = f"{present.stripe_id}-{present.version}"
    gateway.set_cancellation(present.stripe_id, at_period_end, attempt)
    sync_company(company_id)


def do_end(company_id: int) -> None:
    """Ends the subscription at once, such as when the company is closed; nothing is paid back.

    Can be repeated: what has ended at Stripe already is looked at first.
    """
    sync_company(company_id)
    with platform_scope():
        row = db.session.get(Subscription, company_id)
    if row is not None and row.status not in ENDED:
        gateway.cancel_now(row.stripe_id)
        sync_company(company_id)


def do_forget(company_id: int) -> None:
    """Ends the subscription and removes who paid, here and at Stripe; can be repeated.

    What stays names nobody: sums, dates and Stripe's numbers of them, which the books have to keep,
    as Stripe itself keeps the invoices.
    """
    do_end(company_id)
    with platform_scope():
        customer = db.session.scalar(
            select(BillingAccount.customer_id).where(BillingAccount.company_id == company_id)
        )
    if customer:
        gateway.delete_customer(customer)
    with platform_scope():
        _forget_rows(company_id, customer)


def _forget_rows(company_id: int, customer: str | None) -> None:
    for kind in (BillingNotice, BillingAccount):
        db.session.execute(delete(kind).where(kind.company_id == company_id))
    if customer:
        db.session.execute(delete(StripeEvent).where(StripeEvent.customer_id == customer))
    db.session.execute(
        update(Subscription)
        .where(Subscription.company_id == company_id)
        .values(payment_url=None, schedule_id=None)
    )


def open_portal(company: Payer, return_url: str, purpose: str, email: str = "") -> str:
    """The address of Stripe's own page for cards and receipts."""
    customer = ensure_customer(company, email)
    flow = "payment_method_update" if purpose == "card" else None
    return gateway.create_portal(customer, return_url, flow, secrets.token_hex(16))


def _living(company_id: int) -> Subscription:
    """The subscription, detached; raises NoSubscription."""
    with platform_scope():
        row = db.session.get(Subscription, company_id)
    if row is None or row.status in ENDED:
        raise NoSubscription("Choose a plan first.")
    return row


def _present(company_id: int) -> Subscription:
    """The same, to be changed: raises PaymentDue where money is owed."""
    row = _living(company_id)
    if row.status in ("past_due", "unpaid", "incomplete"):
        raise PaymentDue("Pay the open invoice first.", payment_url=row.payment_url)
    return row


def _prorated(
    company_id: int, present: Subscription, plan: str, interval: str, at: int
) -> dict[str, Any]:
    price = gateway.price_id(plan, interval, present.currency)
    with platform_scope():
        customer = account_of(company_id).customer_id or ""
    item = {"id": present.item_id, "price": price}
    found = gateway.preview_change(customer, present.stripe_id, item, at)
    lines = [{"text": line.text, "amount": line.amount} for line in found.lines]
    return {"amount_due": found.amount_due, "lines": lines}


def _check_choice(plan: str, interval: str, currency: str) -> None:
    if plan == FREE or plan not in CATALOGUE:
        raise Invalid({"plan": ["Choose one of the paid plans."]})
    if interval not in PRICES[plan].get(currency, {}):
        raise Invalid({"interval": ["There is no such price."]})


def _checkout_params(company: Payer, customer: str, price: str, first: bool) -> dict[str, Any]:
    metadata = {"company_id": str(company.id)}
    trial = settings().billing_trial_days if first else 0
    return {
        "mode": "subscription",
        "customer": customer,
        "client_reference_id": str(company.id),
        "line_items": [{"price": price, "quantity": 1}],
        "allow_promotion_codes": True,
        "locale": gateway.LOCALES.get(company.language, "auto"),
        "metadata": metadata,
        "subscription_data": {"metadata": metadata}
        | ({"trial_period_days": trial} if trial else {}),
    }
