"""Subscriptions: begun, changed with proration, renewed, tried again, ended."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dateutil.relativedelta import relativedelta

from tests.fakes.stripe import cards, invoices
from tests.fakes.stripe.params import Fault
from tests.fakes.stripe.store import Account, Object, new_id

LIVING = ("active", "trialing", "past_due", "unpaid")
DAY = 86_400


def after_interval(at: int, price: Object) -> int:
    unit = {"month": "months", "year": "years", "day": "days", "week": "weeks"}
    step = {unit[price["recurring"]["interval"]]: price["recurring"]["interval_count"]}
    return int((datetime.fromtimestamp(at, UTC) + relativedelta(**step)).timestamp())


def begin(
    account: Account,
    customer: str,
    price: Object,
    *,
    trial_days: int = 0,
    metadata: dict[str, str] | None = None,
    coupon: str | None = None,
    method: Object | None = None,
) -> Object:
    """A new subscription that nothing is paid for yet."""
    at = account.now(customer)
    trial_end = at + trial_days * DAY if trial_days else None
    item = {
        "id": new_id("subscription_item"),
        "object": "subscription_item",
        "created": at,
        "price": price,
        "quantity": 1,
        "metadata": {},
        "current_period_start": at,
        "current_period_end": trial_end or after_interval(at, price),
    }
    values = {
        "customer": customer,
        "status": "incomplete",
        "currency": price["currency"],
        "items": _listed([item]),
        "cancel_at_period_end": False,
        "cancel_at": None,
        "canceled_at": None,
        "ended_at": None,
        "start_date": at,
        "trial_start": at if trial_end else None,
        "trial_end": trial_end,
        "latest_invoice": None,
        "schedule": None,
        "pending_update": None,
        "collection_method": "charge_automatically",
        "default_payment_method": method["id"] if method else None,
        "discounts": [coupon] if coupon else [],
        "metadata": metadata or {},
        "test_clock": account.get("customer", customer)["test_clock"],
        "_coupon": coupon,
    }
    subscription = account.add("subscription", at, values)
    item["subscription"] = subscription["id"]
    return subscription


def first_invoice(account: Account, subscription: Object) -> Object:
    item = item_of(subscription)
    amount = 0 if subscription["trial_end"] else item["price"]["unit_amount"]
    kind = "Trial period for" if subscription["trial_end"] else "1 ×"
    text = f"{kind} {product_name(account, item['price'])}"
    found = [invoices.line(text, amount, item["price"], period_of(item), False)]
    return invoices.finalised(account, subscription, found, "subscription_create")


def activate(account: Account, subscription: Object) -> None:
    subscription["status"] = "trialing" if subscription["trial_end"] else "active"


def change(account: Account, subscription: Object, params: dict[str, Any]) -> Object:
    """POST /v1/subscriptions/ID."""
    _check_changeable(subscription, params)
    before = _snapshot(subscription)
    wanted = _wanted_price(account, subscription, params.get("items", []))
    if wanted is not None and wanted["id"] != item_of(subscription)["price"]["id"]:
        _change_price(account, subscription, wanted, params)
    if "cancel_at_period_end" in params:
        stops = params["cancel_at_period_end"]
        now = account.now(subscription["customer"])
        subscription["cancel_at_period_end"] = stops
        end = item_of(subscription)["current_period_end"] if stops else None
        subscription |= {"cancel_at": end, "canceled_at": now if stops else None}
    subscription["metadata"] |= params.get("metadata") or {}
    if params.get("default_payment_method"):
        subscription["default_payment_method"] = params["default_payment_method"]
    emit_updated(account, subscription, before)
    return subscription


def proration_lines(
    account: Account, subscription: Object, price: Object, at: int
) -> list[invoices.Line]:
    """The unused part of the old price back, and the new one from that second on."""
    item = item_of(subscription)
    start, end = period_of(item)
    if subscription["status"] == "trialing":
        return []
    if not start <= at <= end:
        raise Fault("Invalid proration_date: it is outside of the period.", param="proration_date")
    left = (end - at) / (end - start)
    old = item["price"]
    same = old["recurring"] == price["recurring"]
    due = round(price["unit_amount"] * left) if same else price["unit_amount"]
    until = end if same else after_interval(at, price)
    return [
        invoices.line(
            f"Unused time on {product_name(account, old)}",
            -round(old["unit_amount"] * left),
            old,
            (at, end),
            True,
        ),
        invoices.line(
            f"Remaining time on {product_name(account, price)}", due, price, (at, until), True
        ),
    ]


def cancel(account: Account, subscription: Object) -> Object:
    if subscription["status"] == "canceled":
        raise Fault(f"No such subscription: '{subscription['id']}'", code="resource_missing")
    now = account.now(subscription["customer"])
    subscription |= {"status": "canceled", "canceled_at": now, "ended_at": now}
    account.emit("customer.subscription.deleted", subscription)
    return subscription


def renew(account: Account, subscription: Object) -> None:
    """The period is over: the next one begins and is to be paid."""
    item = item_of(subscription)
    before = _snapshot(subscription)
    start = item["current_period_end"]
    item |= {
        "current_period_start": start,
        "current_period_end": after_interval(start, item["price"]),
    }
    if subscription["status"] == "trialing":
        subscription["status"] = "active"
    text = f"1 × {product_name(account, item['price'])}"
    amount = item["price"]["unit_amount"]
    found = [invoices.line(text, amount, item["price"], period_of(item), False)]
    if subscription["status"] != "unpaid":
        invoice = invoices.finalised(account, subscription, found, "subscription_cycle")
        attempt(account, subscription, invoice)
    emit_updated(account, subscription, before)


def attempt(account: Account, subscription: Object, invoice: Object) -> None:
    """An automatic try; the subscription follows its outcome."""
    before = _snapshot(subscription)
    refusal = invoices.try_to_pay(account, invoice, method_of(account, subscription))
    if refusal is None:
        settle(account, subscription)
        return
    invoices.note_failure(account, invoice, refusal)
    final = account.settings.get("final_action", "unpaid")
    if invoice["next_payment_attempt"] is None and final == "cancel":
        cancel(account, subscription)
        return
    given_up = invoice["next_payment_attempt"] is None and final == "unpaid"
    subscription["status"] = "unpaid" if given_up else "past_due"
    emit_updated(account, subscription, before)


def settle(account: Account, subscription: Object) -> None:
    """Paid: it is active, whatever it was."""
    before = _snapshot(subscription)
    if subscription["status"] == "incomplete":
        activate(account, subscription)
    elif subscription["status"] in ("past_due", "unpaid"):
        subscription["status"] = "active"
    emit_updated(account, subscription, before)


def method_of(account: Account, subscription: Object) -> Object | None:
    """The subscription's own card wins over the customer's."""
    customer = account.get("customer", subscription["customer"])
    chosen = (
        subscription["default_payment_method"]
        or customer["invoice_settings"]["default_payment_method"]
    )
    return account.find("payment_method", chosen)


def item_of(subscription: Object) -> Object:
    return subscription["items"]["data"][0]


def period_of(item: Object) -> tuple[int, int]:
    return item["current_period_start"], item["current_period_end"]


def product_name(account: Account, price: Object) -> str:
    every = price["recurring"]["interval"]
    return f"{account.get('product', price['product'])['name']} (every {every})"


def emit_updated(account: Account, subscription: Object, before: Object) -> None:
    changed = {k: v for k, v in before.items() if subscription.get(k) != v}
    if changed:
        account.emit("customer.subscription.updated", subscription, changed)


def _snapshot(subscription: Object) -> Object:
    names = ("status", "cancel_at_period_end", "cancel_at", "schedule", "latest_invoice")
    item = item_of(subscription)
    copied = [{**item, "price": dict(item["price"])}]
    return {name: subscription[name] for name in names} | {"items": _listed(copied)}


def _listed(items: list[Object]) -> Object:
    return {"object": "list", "has_more": False, "url": "/v1/subscription_items", "data": items}


def _check_changeable(subscription: Object, params: dict[str, Any]) -> None:
    if subscription["status"] in ("canceled", "incomplete_expired"):
        raise Fault("A canceled subscription can only update its cancellation_details.")
    if subscription["schedule"] and ({"items", "cancel_at_period_end"} & set(params)):
        raise Fault(
            "The subscription is managed by the subscription schedule "
            f"`{subscription['schedule']}`, and updating it directly is not allowed. "
            "Please update the schedule instead."
        )


def _wanted_price(
    account: Account, subscription: Object, items: list[dict[str, Any]]
) -> Object | None:
    for given in items:
        if given.get("id") != item_of(subscription)["id"]:
            raise Fault(
                "Currently, each subscription here has one item: name its id to replace the price.",
                param="items[0][id]",
            )
        price = account.get("price", given["price"], "items[0][price]")
        if price["currency"] != subscription["currency"]:
            raise Fault("The price's currency differs from the subscription's.", param="items")
        return price
    return None


def _change_price(
    account: Account, subscription: Object, price: Object, params: dict[str, Any]
) -> None:
    """Replaces the price; with `always_invoice` the difference is to be paid, or nothing changes."""
    at = params.get("proration_date") or account.now(subscription["customer"])
    item = item_of(subscription)
    old = dict(item)
    latest = subscription["latest_invoice"]
    lines = proration_lines(account, subscription, price, at)
    same = item["price"]["recurring"] == price["recurring"]
    item["price"] = price
    if not same and subscription["status"] != "trialing":
        item |= {"current_period_start": at, "current_period_end": after_interval(at, price)}
    if params.get("proration_behavior") != "always_invoice" or not lines:
        return
    invoice = invoices.finalised(account, subscription, lines, "subscription_update")
    refusal = invoices.try_to_pay(account, invoice, method_of(account, subscription))
    if refusal is not None:
        item |= old
        subscription["latest_invoice"] = latest
        invoices.void(account, invoice)
        raise cards.card_error(refusal)
