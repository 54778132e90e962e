"""The only module that talks to Stripe. Every write carries an idempotency key.

Nothing here runs while a database transaction is open. Raises PaymentRefused when the bank says
no, BillingUnreachable when Stripe does not answer, NotConfigured without keys.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import stripe

from app.core.config import settings
from app.core.db import db
from app.core.errors import Conflict, Problem, Unavailable
from app.core.logging import get_logger
from billing import facts
from billing.plans import lookup_key

log = get_logger(__name__)
API_VERSION = "2026-10-28.endive"
TIMEOUT_SECONDS = 20
TOLERANCE_SECONDS = 300
EXPANDED = ["latest_invoice", "schedule"]
# What the owner sees of Stripe's own words on a receipt.
LOCALES = {"en": "en", "pt-BR": "pt-BR"}


class NotConfigured(Conflict):
    slug = "billing-not-configured"
    title = "Payment is not set up on this platform"


class PaymentRefused(Problem):
    """`code` is Stripe's, such as `card_declined` or `authentication_required`."""

    status = 402
    slug = "payment-refused"
    title = "The payment did not go through"


class BillingUnreachable(Unavailable):
    slug = "billing-unreachable"
    title = "The payment service does not answer"


class BillingRefused(Conflict):
    """Stripe finds the request impossible as things stand now."""

    slug = "billing-refused"
    title = "The payment service refused this"


def is_configured() -> bool:
    return bool(settings().stripe_secret_key)


def key_of(action: str, *parts: Any) -> str:
    """An idempotency key: the same parts give the same key, and any difference another one."""
    digest = hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:32]
    return f"voki-{action}-{digest}"


def create_customer(company_id: int, name: str, email: str, language: str) -> str:
    params = {
        "name": name,
        "email": email,
        "preferred_locales": [LOCALES.get(language, "en")],
        "metadata": {"company_id": str(company_id)},
    }
    with talking() as v1:
        made = v1.customers.create(params, once("customer", company_id, params))
    return str(made.id)


def update_customer(customer_id: str, attempt: str, **values: Any) -> None:
    with talking() as v1:
        v1.customers.update(customer_id, values, once("customer-update", attempt, values))


def delete_customer(customer_id: str) -> None:
    """Stripe keeps the invoices and nothing else; a customer who is gone already is no error."""
    try:
        with talking() as v1:
            v1.customers.delete(customer_id, {}, once("customer-delete", customer_id))
    except BillingRefused as refused:
        if refused.extra.get("code") != "resource_missing":
            raise


def replace_tax_id(customer_id: str, attempt: str, kind: str | None, value: str) -> None:
    """Leaves exactly this number on the customer; none with `kind` None."""
    with talking() as v1:
        for old in v1.customers.tax_ids.list(customer_id).data:
            if kind is None or (old.type, old.value) != (kind, value):
                v1.customers.tax_ids.delete(customer_id, old.id)
        if kind is not None:
            params = {"type": kind, "value": value}
            v1.customers.tax_ids.create(customer_id, params, once("tax-id", attempt, params))


def price_id(plan: str, interval: str, currency: str) -> str:
    """Of the present price; raises NotConfigured before `flask sync-stripe-catalogue` has run."""
    wanted = lookup_key(plan, interval, currency)
    with talking() as v1:
        found = v1.prices.list({"lookup_keys": [wanted], "active": True}).data
    if not found:
        raise NotConfigured(f"There is no price for {plan} in {currency.upper()}.")
    return str(found[0].id)


def create_checkout(params: Mapping[str, Any], attempt: str) -> str:
    """The address of the payment page."""
    with talking() as v1:
        session = v1.checkout.sessions.create(dict(params), once("checkout", attempt, params))
    return str(session.url)


def expire_checkouts(customer_id: str) -> None:
    """Closes payment pages that are still open, so that nobody pays twice."""
    with talking() as v1:
        for each in v1.checkout.sessions.list({"customer": customer_id, "status": "open"}).data:
            v1.checkout.sessions.expire(each.id, {}, once("expire", each.id))


def create_portal(customer_id: str, return_url: str, flow: str | None, attempt: str) -> str:
    params: dict[str, Any] = {"customer": customer_id, "return_url": return_url}
    if flow:
        params["flow_data"] = {"type": flow}
    with talking() as v1:
        session = v1.billing_portal.sessions.create(params, once("portal", attempt, params))
    return str(session.url)


def subscription_of(customer_id: str) -> facts.SubscriptionFacts | None:
    """The customer's subscription that counts: the newest living one, else the newest."""
    params = {"customer": customer_id, "status": "all", "limit": 100}
    with talking() as v1:
        params["expand"] = [f"data.{name}" for name in EXPANDED]
        page = v1.subscriptions.list(params)
        found = [facts.subscription_facts(each.to_dict()) for each in page.auto_paging_iter()]
    ended = ("canceled", "incomplete_expired")
    return max(
        found, key=lambda s: (s.status not in ended, s.started_at, s.stripe_id), default=None
    )


def clock_seconds(clock_id: str) -> int:
    """What time it is on a test clock."""
    with talking() as v1:
        return int(v1.test_helpers.test_clocks.retrieve(clock_id).frozen_time)


def preview_change(
    customer_id: str, subscription_id: str, item: Mapping[str, Any] | None, at: int | None = None
) -> facts.InvoiceFacts:
    """The invoice that a change of the item at that second makes; without one, the next invoice."""
    params: dict[str, Any] = {"customer": customer_id, "subscription": subscription_id}
    if item is not None:
        params["subscription_details"] = {
            "items": [dict(item)],
            "proration_behavior": "always_invoice",
            "proration_date": at,
        }
    with talking() as v1:
        return facts.invoice_facts(v1.invoices.create_preview(params).to_dict())


def change_now(subscription_id: str, item: Mapping[str, Any], at: int, attempt: str) -> None:
    """Replaces the price and takes the difference at once, or changes nothing (PaymentRefused)."""
    params = {
        "items": [dict(item)],
        "proration_behavior": "always_invoice",
        "proration_date": at,
        "payment_behavior": "error_if_incomplete",
        "cancel_at_period_end": False,
    }
    with talking() as v1:
        v1.subscriptions.update(subscription_id, params, once("change", attempt, params))


def schedule_change(
    subscription_id: str, price: str, metadata: Mapping[str, str], attempt: str
) -> None:
    """Another price from the end of the present period on."""
    with talking() as v1:
        made = v1.subscription_schedules.create(
            {"from_subscription": subscription_id}, once("schedule", attempt)
        ).to_dict()
        phase = made["phases"][0]
        item = phase["items"][0]
        present = {
            "items": [{"price": item["price"], "quantity": item.get("quantity", 1)}],
            "start_date": phase["start_date"],
            "end_date": phase["end_date"],
        }
        if phase.get("trial_end"):
            present["trial_end"] = phase["trial_end"]
        following = {
            "items": [{"price": price, "quantity": 1}],
            "duration": {"interval": metadata["interval"], "interval_count": 1},
            "metadata": dict(metadata),
        }
        params = {
            "phases": [present, following],
            "end_behavior": "release",
            "proration_behavior": "none",
        }
        v1.subscription_schedules.update(made["id"], params, once("phases", attempt, params))


def release_schedule(schedule_id: str) -> None:
    with talking() as v1:
        v1.subscription_schedules.release(schedule_id, {}, once("release", schedule_id))


def set_cancellation(subscription_id: str, at_period_end: bool, attempt: str) -> None:
    params = {"cancel_at_period_end": at_period_end}
    with talking() as v1:
        v1.subscriptions.update(subscription_id, params, once("cancellation", attempt, params))


def cancel_now(subscription_id: str) -> None:
    with talking() as v1:
        v1.subscriptions.cancel(subscription_id, {}, once("cancel", subscription_id))


def invoices_of(
    customer_id: str, limit: int, after: str | None
) -> tuple[list[facts.InvoiceFacts], bool]:
    """A page of invoices, the newest first, and whether there are more."""
    params: dict[str, Any] = {"customer": customer_id, "limit": limit}
    if after:
        params["starting_after"] = after
    with talking() as v1:
        page = v1.invoices.list(params)
        return [facts.invoice_facts(each.to_dict()) for each in page.data], bool(page.has_more)


def dispute(dispute_id: str) -> facts.DisputeFacts:
    with talking() as v1:
        found = v1.disputes.retrieve(dispute_id, {"expand": ["charge"]})
        return facts.dispute_facts(found.to_dict())


def disputes_since(seconds: int) -> list[facts.DisputeFacts]:
    params = {"created": {"gte": seconds}, "limit": 100, "expand": ["data.charge"]}
    with talking() as v1:
        page = v1.disputes.list(params)
        return [facts.dispute_facts(each.to_dict()) for each in page.auto_paging_iter()]


def verified(payload: bytes, signature: str) -> dict[str, Any]:
    """The event that Stripe signed; raises stripe.SignatureVerificationError or ValueError."""
    stripe.WebhookSignature.verify_header(
        payload, signature, settings().stripe_webhook_secret, TOLERANCE_SECONDS
    )
    event: dict[str, Any] = json.loads(payload)
    return event


@contextmanager
def talking() -> Iterator[Any]:
    """The client's `v1`; Stripe's errors come out as ours."""
    if db.session.registry.has() and db.session().in_transaction():
        raise RuntimeError("A database transaction is open: Stripe is asked outside of it.")
    if not is_configured():
        raise NotConfigured("Ask the platform's staff, or write to sales.")
    try:
        yield _client(settings().stripe_secret_key, settings().stripe_api_base).v1
    except stripe.CardError as error:
        raise PaymentRefused(_words(error), code=_code(error)) from error
    except stripe.InvalidRequestError as error:
        log.warning("stripe_refused", code=error.code, param=error.param, text=str(error))
        raise BillingRefused(_words(error), code=_code(error)) from error
    except stripe.StripeError as error:
        log.warning("stripe_unreachable", kind=type(error).__name__, text=str(error))
        raise BillingUnreachable from error


def once(action: str, *parts: Any) -> dict[str, str]:
    """The options of a write that is to happen once."""
    return {"idempotency_key": key_of(action, *parts)}


@cache
def _client(key: str, base: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        stripe_version=API_VERSION,
        base_addresses={"api": base} if base else {},
        max_network_retries=2,
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
    )


def _words(error: stripe.StripeError) -> str:
    return error.user_message or "Nothing was charged."


def _code(error: stripe.StripeError) -> str:
    return error.code or ""
