"""Invoices: made of lines, finalised, paid or not, tried again, and as they would be."""

from __future__ import annotations

from typing import Any

from tests.fakes.stripe import cards
from tests.fakes.stripe.params import Fault
from tests.fakes.stripe.store import Account, Object, new_id

DAY = 86_400
# Days after the first try; then the account's final action follows.
RETRIES = (3, 5, 7)
Line = dict[str, Any]


def line(text: str, amount: int, price: Object, period: tuple[int, int], prorated: bool) -> Line:
    return {
        "id": new_id("line_item"),
        "object": "line_item",
        "amount": amount,
        "currency": price["currency"],
        "description": text,
        "period": {"start": period[0], "end": period[1]},
        "pricing": {
            "type": "price_details",
            "price_details": {"price": price["id"], "product": price["product"]},
            "unit_amount_decimal": str(price["unit_amount"]),
        },
        "parent": {
            "type": "subscription_item_details",
            "subscription_item_details": {"proration": prorated},
        },
        "quantity": 1,
    }


def compose(
    account: Account, subscription: Object, lines: list[Line], reason: str, at: int
) -> Object:
    """What an invoice of these lines says; it is not stored."""
    customer = account.get("customer", subscription["customer"])
    subtotal = sum(each["amount"] for each in lines)
    discount = discount_of(account, subscription, subtotal)
    total = subtotal - discount
    starting = customer["balance"]
    due = max(0, total + starting)
    item = subscription["items"]["data"][0]
    return {
        "object": "invoice",
        "created": at,
        "customer": customer["id"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_tax_ids": [
            {"type": each["type"], "value": each["value"]}
            for each in account.all("tax_id", customer=customer["id"])
        ],
        "custom_fields": customer["invoice_settings"]["custom_fields"],
        "currency": item["price"]["currency"],
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "number": None,
        "status": "draft",
        "subtotal": subtotal,
        "total": total,
        "total_discount_amounts": [{"amount": discount}] if discount else [],
        "starting_balance": starting,
        "amount_due": due,
        "amount_paid": 0,
        "amount_remaining": due,
        "attempt_count": 0,
        "attempted": False,
        "next_payment_attempt": None,
        "hosted_invoice_url": None,
        "invoice_pdf": None,
        "period_start": at,
        "period_end": at,
        "lines": {"object": "list", "has_more": False, "url": "/v1/invoices/lines", "data": lines},
        "parent": {
            "type": "subscription_details",
            "subscription_details": {
                "subscription": subscription["id"],
                "metadata": subscription["metadata"],
            },
        },
        "status_transitions": {"finalized_at": None, "paid_at": None},
        "metadata": {},
        "livemode": False,
    }


def finalised(account: Account, subscription: Object, lines: list[Line], reason: str) -> Object:
    """A new open invoice of the subscription."""
    at = account.now(subscription["customer"])
    found = compose(account, subscription, lines, reason, at)
    invoice = account.add("invoice", at, found)
    number = len(account.all("invoice", customer=invoice["customer"]))
    base = account.settings.get("pages", "")
    page = f"{base}/i/{invoice['id']}"
    invoice |= {
        "number": f"{invoice['customer'][-6:].upper()}-{number:04d}",
        "status": "open",
        "hosted_invoice_url": page,
        "invoice_pdf": f"{page}/pdf",
        "_subscription": subscription["id"],
    }
    invoice["status_transitions"]["finalized_at"] = at
    customer = account.get("customer", invoice["customer"])
    # A credit is a negative balance: this invoice uses it up, or adds to it.
    customer["balance"] = min(0, invoice["starting_balance"] + invoice["total"])
    subscription["latest_invoice"] = invoice["id"]
    _use_discount(account, subscription)
    account.emit("invoice.created", invoice)
    account.emit("invoice.finalized", invoice)
    return invoice


def try_to_pay(
    account: Account, invoice: Object, method: Object | None, *, authenticated: bool = False
) -> cards.Refusal | None:
    """One try with a card; None once it is paid. The caller says what a refusal means."""
    at = account.now(invoice["customer"])
    invoice["attempted"] = True
    invoice["attempt_count"] += 1
    if invoice["amount_due"] and method is None:
        return cards.Refusal("missing", None, "This customer has no attached payment source.")
    number = method["_number"] if method else cards.GOOD
    refusal = cards.refusal_to_pay(number, authenticated=authenticated)
    if invoice["amount_due"] and refusal:
        return refusal
    invoice |= {
        "status": "paid",
        "amount_paid": invoice["amount_due"],
        "amount_remaining": 0,
        "next_payment_attempt": None,
    }
    invoice["status_transitions"]["paid_at"] = at
    if invoice["amount_paid"]:
        charge = _charge(account, invoice, at)
        if number == cards.DISPUTED:
            open_dispute(account, charge)
    account.emit("invoice.paid", invoice)
    account.emit("invoice.payment_succeeded", invoice)
    return None


def note_failure(account: Account, invoice: Object, refusal: cards.Refusal) -> None:
    """Plans the next try, or the end of trying."""
    tries = invoice["attempt_count"]
    at = invoice["status_transitions"]["finalized_at"]
    more = tries <= len(RETRIES)
    invoice["next_payment_attempt"] = at + RETRIES[tries - 1] * DAY if more else None
    account.emit("invoice.payment_failed", invoice)
    if refusal.code == "authentication_required":
        account.emit("invoice.payment_action_required", invoice)


def void(account: Account, invoice: Object) -> None:
    invoice |= {"status": "void", "next_payment_attempt": None}
    account.emit("invoice.voided", invoice)


def discount_of(account: Account, subscription: Object, subtotal: int) -> int:
    coupon = account.find("coupon", subscription.get("_coupon"))
    if coupon is None or subtotal <= 0:
        return 0
    if coupon["percent_off"]:
        return int(subtotal * coupon["percent_off"] / 100)
    return int(min(subtotal, coupon["amount_off"]))


def open_dispute(account: Account, charge: Object) -> Object:
    """The bank takes a payment back until it is decided."""
    charge["disputed"] = True
    values = {
        "charge": charge["id"],
        "payment_intent": charge["payment_intent"],
        "amount": charge["amount"],
        "currency": charge["currency"],
        "status": "needs_response",
        "reason": "fraudulent",
        "is_charge_refundable": False,
        "metadata": {},
        "evidence_details": {"due_by": None, "has_evidence": False},
        "_customer": charge["customer"],
    }
    dispute = account.add("dispute", account.now(charge["customer"]), values)
    account.emit("charge.dispute.created", dispute)
    return dispute


def close_dispute(account: Account, dispute: Object, status: str) -> None:
    dispute["status"] = status
    account.emit("charge.dispute.closed", dispute)


def refund(account: Account, charge: Object, amount: int | None) -> Object:
    left = charge["amount"] - charge["amount_refunded"]
    amount = left if amount is None else amount
    if not 0 < amount <= left:
        raise Fault(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
            param="amount",
        )
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    values = {
        "amount": amount,
        "charge": charge["id"],
        "payment_intent": charge["payment_intent"],
        "currency": charge["currency"],
        "status": "succeeded",
        "reason": None,
        "metadata": {},
    }
    made = account.add("refund", account.now(charge["customer"]), values)
    account.emit("charge.refunded", charge)
    return made


def _charge(account: Account, invoice: Object, at: int) -> Object:
    shared = {
        "amount": invoice["amount_paid"],
        "currency": invoice["currency"],
        "customer": invoice["customer"],
        "status": "succeeded",
        "metadata": {},
    }
    intent = account.add("payment_intent", at, dict(shared))
    more = {
        "payment_intent": intent["id"],
        "paid": True,
        "refunded": False,
        "amount_refunded": 0,
        "disputed": False,
        "_invoice": invoice["id"],
    }
    return account.add("charge", at, shared | more)


def _use_discount(account: Account, subscription: Object) -> None:
    coupon = account.find("coupon", subscription.get("_coupon"))
    if coupon and coupon["duration"] == "once":
        subscription["_coupon"] = None
        subscription["discounts"] = []
