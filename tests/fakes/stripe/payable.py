"""Subscriptions, their schedules and invoices, and what may follow: refunds and disputes."""

from __future__ import annotations

from tests.fakes.stripe import invoices, schedules, subscriptions
from tests.fakes.stripe.addresses import INTERVALS, Params, address, listed
from tests.fakes.stripe.params import (
    PAGING,
    flag,
    group,
    many,
    mapping,
    text,
    whole,
)
from tests.fakes.stripe.store import Account, Object

SUBSCRIPTION_ITEM = {
    "id": text(),
    "price": text(),
    "quantity": whole(),
    "deleted": flag(),
    "metadata": mapping(),
}
PRORATION = text("always_invoice", "create_prorations", "none")


@address(
    "GET",
    "/v1/subscriptions",
    customer=text(),
    price=text(),
    status=text(
        "active",
        "all",
        "canceled",
        "ended",
        "incomplete",
        "incomplete_expired",
        "past_due",
        "paused",
        "trialing",
        "unpaid",
    ),
    **PAGING,
)
def list_subscriptions(account: Account, params: Params) -> Params:
    found = account.all("subscription")
    if "customer" in params:
        found = [each for each in found if each["customer"] == params["customer"]]
    status = params.get("status")
    if status is None:
        found = [each for each in found if each["status"] != "canceled"]
    elif status != "all":
        found = [each for each in found if each["status"] == status]
    return listed(found, params, "/v1/subscriptions")


@address("GET", "/v1/subscriptions/<id>")
def show_subscription(account: Account, params: Params, subscription_id: str) -> Object:
    return account.get("subscription", subscription_id)


@address(
    "POST",
    "/v1/subscriptions/<id>",
    items=many(SUBSCRIPTION_ITEM),
    proration_behavior=PRORATION,
    proration_date=whole(),
    payment_behavior=text(
        "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"
    ),
    cancel_at_period_end=flag(),
    default_payment_method=text(),
    metadata=mapping(),
)
def update_subscription(account: Account, params: Params, subscription_id: str) -> Object:
    found = account.get("subscription", subscription_id)
    return subscriptions.change(account, found, params)


@address("DELETE", "/v1/subscriptions/<id>", invoice_now=flag(), prorate=flag())
def cancel_subscription(account: Account, params: Params, subscription_id: str) -> Object:
    return subscriptions.cancel(account, account.get("subscription", subscription_id))


@address("POST", "/v1/subscription_schedules", from_subscription=text(required=True))
def create_schedule(account: Account, params: Params) -> Object:
    found = account.get("subscription", params["from_subscription"], "from_subscription")
    return schedules.create(account, found)


PHASE = {
    "items": many({"price": text(required=True), "quantity": whole()}, required=True),
    "start_date": whole(),
    "end_date": whole(),
    "trial_end": whole(),
    "duration": group(interval=text(*INTERVALS, required=True), interval_count=whole()),
    "metadata": mapping(),
    "proration_behavior": PRORATION,
}


@address(
    "POST",
    "/v1/subscription_schedules/<id>",
    phases=many(PHASE, required=True),
    end_behavior=text("cancel", "none", "release", "renew"),
    proration_behavior=PRORATION,
    metadata=mapping(),
)
def update_schedule(account: Account, params: Params, schedule_id: str) -> Object:
    return schedules.update(account, account.get("subscription_schedule", schedule_id), params)


@address("POST", "/v1/subscription_schedules/<id>/release", preserve_cancel_date=flag())
def release_schedule(account: Account, params: Params, schedule_id: str) -> Object:
    return schedules.release(account, account.get("subscription_schedule", schedule_id))


@address(
    "POST",
    "/v1/invoices/create_preview",
    customer=text(),
    subscription=text(),
    subscription_details=group(
        items=many(SUBSCRIPTION_ITEM),
        proration_behavior=PRORATION,
        proration_date=whole(),
    ),
)
def preview_invoice(account: Account, params: Params) -> Object:
    """What a change would be charged, or the next renewal."""
    subscription = account.get("subscription", params.get("subscription"), "subscription")
    item = subscriptions.item_of(subscription)
    details = params.get("subscription_details", {})
    now = account.now(subscription["customer"])
    if details.get("items"):
        given = details["items"][0]
        price = account.get("price", given.get("price"), "subscription_details[items][0][price]")
        at = details.get("proration_date", now)
        lines = subscriptions.proration_lines(account, subscription, price, at)
        return invoices.compose(account, subscription, lines, "upcoming", now)
    price, at = _next_price(account, subscription), item["current_period_end"]
    period = (at, subscriptions.after_interval(at, price))
    name = f"1 × {subscriptions.product_name(account, price)}"
    lines = [invoices.line(name, price["unit_amount"], price, period, False)]
    found = invoices.compose(account, subscription, lines, "upcoming", now)
    return found | {"created": at, "next_payment_attempt": at}


def _next_price(account: Account, subscription: Object) -> Object:
    end = subscriptions.item_of(subscription)["current_period_end"]
    schedule = account.find("subscription_schedule", subscription["schedule"]) or {"phases": []}
    phase = next((p for p in schedule["phases"] if p["start_date"] == end), None)
    if phase is None:
        return subscriptions.item_of(subscription)["price"]
    return account.get("price", phase["items"][0]["price"])


@address(
    "GET",
    "/v1/invoices",
    customer=text(),
    subscription=text(),
    status=text("draft", "open", "paid", "uncollectible", "void"),
    **PAGING,
)
def list_invoices(account: Account, params: Params) -> Params:
    found = account.all("invoice")
    pairs = (("customer", "customer"), ("status", "status"), ("subscription", "_subscription"))
    for name, ours in pairs:
        if name in params:
            found = [each for each in found if each[ours] == params[name]]
    return listed(found, params, "/v1/invoices")


@address(
    "POST",
    "/v1/refunds",
    charge=text(),
    payment_intent=text(),
    amount=whole(),
    reason=text("duplicate", "fraudulent", "requested_by_customer"),
    metadata=mapping(),
)
def create_refund(account: Account, params: Params) -> Object:
    if "charge" in params:
        charge = account.get("charge", params["charge"], "charge")
    else:
        intent = account.get("payment_intent", params.get("payment_intent"), "payment_intent")
        charge = account.all("charge", payment_intent=intent["id"])[0]
    return invoices.refund(account, charge, params.get("amount"))


@address("GET", "/v1/charges", customer=text(), **PAGING)
def list_charges(account: Account, params: Params) -> Params:
    found = account.all("charge")
    if "customer" in params:
        found = [each for each in found if each["customer"] == params["customer"]]
    return listed(found, params, "/v1/charges")


@address("GET", "/v1/disputes", created=group(gte=whole(), gt=whole(), lt=whole()), **PAGING)
def list_disputes(account: Account, params: Params) -> Params:
    since = params.get("created", {}).get("gte", 0)
    found = [each for each in account.all("dispute") if each["created"] >= since]
    return listed(found, params, "/v1/disputes")


@address("GET", "/v1/disputes/<id>")
def show_dispute(account: Account, params: Params, dispute_id: str) -> Object:
    return account.get("dispute", dispute_id)
