"""The addresses of the API: what each takes and what it does.

    @address("POST", "/v1/customers", name=text(), …)
    def create_customer(account, params): …

A function gets the account, the typed parameters and the ids of the path; what it returns is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.stripe import clocks, invoices, schedules, subscriptions
from tests.fakes.stripe.params import (
    PAGING,
    Fault,
    Kind,
    flag,
    group,
    many,
    mapping,
    text,
    whole,
)
from tests.fakes.stripe.store import Account, Object, new_id

Params = dict[str, Any]
INTERVALS = ("day", "week", "month", "year")


@dataclass(frozen=True)
class Address:
    method: str
    path: str
    takes: dict[str, Kind]
    function: Callable[..., Any]


ADDRESSES: list[Address] = []


def address(method: str, path: str, **takes: Kind) -> Callable[..., Any]:
    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        ADDRESSES.append(Address(method, path, takes, function))
        return function

    return register


def listed(found: list[Object], params: Params, url: str) -> Params:
    """A page of a list, the newest first."""
    for name, turned in (("starting_after", False), ("ending_before", True)):
        if name in params:
            ids = [each["id"] for each in found]
            if params[name] not in ids:
                raise Fault(f"No such object: '{params[name]}'", param=name)
            place = ids.index(params[name])
            found = found[:place] if turned else found[place + 1 :]
    limit = params.get("limit", 10)
    if not 1 <= limit <= 100:
        raise Fault("Invalid limit: must be between 1 and 100.", param="limit")
    return {
        "object": "list",
        "url": url,
        "has_more": len(found) > limit,
        "data": found[:limit],
    }


# Products and prices


@address(
    "POST",
    "/v1/products",
    id=text(),
    name=text(required=True),
    active=flag(),
    description=text(clearable=True),
    metadata=mapping(),
)
def create_product(account: Account, params: Params) -> Object:
    if account.find("product", params.get("id")):
        raise Fault("Product already exists.", code="resource_already_exists", param="id")
    now = account.now()
    values = {
        "name": params["name"],
        "active": params.get("active", True),
        "description": params.get("description"),
        "metadata": params.get("metadata") or {},
        "type": "service",
        "updated": now,
    }
    made = account.add("product", now, values, params.get("id"))
    account.emit("product.created", made)
    return made


@address("POST", "/v1/products/<id>", name=text(), active=flag(), metadata=mapping())
def update_product(account: Account, params: Params, product_id: str) -> Object:
    found = account.get("product", product_id)
    found |= params | {"updated": account.now()}
    account.emit("product.updated", found)
    return found


@address("GET", "/v1/products", ids=many(text()), active=flag(), **PAGING)
def list_products(account: Account, params: Params) -> Params:
    found = account.all("product")
    if "ids" in params:
        found = [each for each in found if each["id"] in params["ids"]]
    return listed(found, params, "/v1/products")


@address(
    "POST",
    "/v1/prices",
    product=text(required=True),
    currency=text(required=True),
    unit_amount=whole(required=True),
    recurring=group(
        required=True, interval=text(*INTERVALS, required=True), interval_count=whole()
    ),
    lookup_key=text(),
    transfer_lookup_key=flag(),
    nickname=text(),
    metadata=mapping(),
)
def create_price(account: Account, params: Params) -> Object:
    account.get("product", params["product"], "product")
    key = params.get("lookup_key")
    for other in account.all("price", lookup_key=key) if key else []:
        if not params.get("transfer_lookup_key"):
            raise Fault(
                f"A price (`{other['id']}`) already uses that lookup key.", param="lookup_key"
            )
        other["lookup_key"] = None
    recurring = params["recurring"]
    values = {
        "product": params["product"],
        "active": True,
        "currency": params["currency"],
        "unit_amount": params["unit_amount"],
        "unit_amount_decimal": str(params["unit_amount"]),
        "type": "recurring",
        "recurring": {
            "interval": recurring["interval"],
            "interval_count": recurring.get("interval_count", 1),
            "usage_type": "licensed",
        },
        "lookup_key": key,
        "nickname": params.get("nickname"),
        "metadata": params.get("metadata") or {},
    }
    made = account.add("price", account.now(), values)
    account.emit("price.created", made)
    return made


@address("GET", "/v1/prices", lookup_keys=many(text()), active=flag(), product=text(), **PAGING)
def list_prices(account: Account, params: Params) -> Params:
    found = account.all("price")
    for name in ("active", "product"):
        if name in params:
            found = [each for each in found if each[name] == params[name]]
    if "lookup_keys" in params:
        if len(params["lookup_keys"]) > 10:
            raise Fault("Too many lookup keys: at most 10.", param="lookup_keys")
        found = [each for each in found if each["lookup_key"] in params["lookup_keys"]]
    return listed(found, params, "/v1/prices")


@address("GET", "/v1/prices/<id>")
def show_price(account: Account, params: Params, price_id: str) -> Object:
    return account.get("price", price_id)


@address(
    "POST",
    "/v1/coupons",
    id=text(),
    name=text(),
    percent_off=whole(),
    amount_off=whole(),
    currency=text(),
    duration=text("once", "forever", "repeating"),
    metadata=mapping(),
)
def create_coupon(account: Account, params: Params) -> Object:
    if "percent_off" not in params and "amount_off" not in params:
        raise Fault("You must pass either percent_off or amount_off.", param="percent_off")
    values = {
        "name": params.get("name"),
        "percent_off": params.get("percent_off"),
        "amount_off": params.get("amount_off"),
        "currency": params.get("currency"),
        "duration": params.get("duration", "once"),
        "valid": True,
        "metadata": params.get("metadata") or {},
    }
    return account.add("coupon", account.now(), values, params.get("id"))


@address(
    "POST",
    "/v1/promotion_codes",
    promotion=group(required=True, type=text("coupon", required=True), coupon=text(required=True)),
    code=text(),
    active=flag(),
    max_redemptions=whole(),
    metadata=mapping(),
)
def create_promotion_code(account: Account, params: Params) -> Object:
    coupon = account.get("coupon", params["promotion"]["coupon"], "promotion[coupon]")
    values = {
        "promotion": {"type": "coupon", "coupon": coupon["id"]},
        "code": params.get("code", new_id("coupon")[3:11].upper()),
        "active": params.get("active", True),
        "max_redemptions": params.get("max_redemptions"),
        "times_redeemed": 0,
        "metadata": params.get("metadata") or {},
    }
    return account.add("promotion_code", account.now(), values)


# Subscriptions and what follows from them

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


# Events, endpoints, clocks


@address("GET", "/v1/events", type=text(), **PAGING)
def list_events(account: Account, params: Params) -> Params:
    found = account.all("event")
    if "type" in params:
        found = [each for each in found if each["type"] == params["type"]]
    return listed(found, params, "/v1/events")


@address("GET", "/v1/events/<id>")
def show_event(account: Account, params: Params, event_id: str) -> Object:
    return account.get("event", event_id)


@address(
    "POST",
    "/v1/webhook_endpoints",
    url=text(required=True),
    enabled_events=many(text(), required=True),
    api_version=text(),
    description=text(),
    metadata=mapping(),
)
def create_endpoint(account: Account, params: Params) -> Object:
    """The secret is told here only, as Stripe does."""
    secret = f"whsec_{new_id('event')[4:]}"
    values = {
        "url": params["url"],
        "enabled_events": params["enabled_events"],
        "api_version": params.get("api_version"),
        "status": "enabled",
        "metadata": params.get("metadata") or {},
        "_secret": secret,
    }
    made = account.add("webhook_endpoint", account.now(), values)
    return made | {"secret": secret}


@address("DELETE", "/v1/webhook_endpoints/<id>")
def delete_endpoint(account: Account, params: Params, endpoint_id: str) -> Object:
    account.get("webhook_endpoint", endpoint_id)["deleted"] = True
    return {"id": endpoint_id, "object": "webhook_endpoint", "deleted": True}


@address("GET", "/v1/webhook_endpoints", **PAGING)
def list_endpoints(account: Account, params: Params) -> Params:
    return listed(account.all("webhook_endpoint"), params, "/v1/webhook_endpoints")


@address("POST", "/v1/test_helpers/test_clocks", frozen_time=whole(required=True), name=text())
def create_clock(account: Account, params: Params) -> Object:
    return clocks.create(account, params)


@address("GET", "/v1/test_helpers/test_clocks/<id>")
def show_clock(account: Account, params: Params, clock_id: str) -> Object:
    return account.get("test_helpers.test_clock", clock_id)


@address("POST", "/v1/test_helpers/test_clocks/<id>/advance", frozen_time=whole(required=True))
def advance_clock(account: Account, params: Params, clock_id: str) -> Object:
    clock = account.get("test_helpers.test_clock", clock_id)
    return clocks.advance(account, clock, params["frozen_time"])
