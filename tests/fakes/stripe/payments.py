"""Paying on Stripe's own pages."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fakes.stripe import cards, invoices, subscriptions
from tests.fakes.stripe.customers import keep_card
from tests.fakes.stripe.params import Fault
from tests.fakes.stripe.store import Account, Object

__all__ = ["ASKS", "PAID", "keep_card", "pay_checkout", "pay_invoice", "sum_of"]
PAID, ASKS = "paid", "asks"
Form = Mapping[str, str]


def pay_checkout(account: Account, session: Object, form: Form) -> str | None:
    """PAID, ASKS when the holder has to say yes first, None when only a code was applied."""
    if not _apply_code(account, session, form.get("code", "").strip()) or "apply" in form:
        return None
    number = cards.digits(form.get("number", ""))
    cards.check_number(number)
    agreed = _agreed(number, form)
    if agreed is None:
        return ASKS
    trial = session["_trial_days"]
    refusal = (
        cards.refusal_to_keep(number)
        if trial
        else cards.refusal_to_pay(number, authenticated=agreed)
    )
    if refusal:
        raise cards.card_error(refusal)
    _complete(account, session, number)
    return PAID


def pay_invoice(account: Account, invoice: Object, form: Form) -> str:
    """The open invoice with a new card, which is kept."""
    number = cards.digits(form.get("number", ""))
    cards.check_number(number)
    agreed = _agreed(number, form)
    if agreed is None:
        return ASKS
    method = keep_card(account, invoice["customer"], number)
    if refusal := invoices.try_to_pay(account, invoice, method, authenticated=agreed):
        raise cards.card_error(refusal)
    subscription = account.find("subscription", invoice["_subscription"])
    if subscription and subscription["status"] != "canceled":
        subscriptions.settle(account, subscription)
    return PAID


def sum_of(account: Account, session: Object, price: Object) -> int:
    if session["_trial_days"]:
        return 0
    coupon = {"_coupon": session["_promotion"]}
    return int(price["unit_amount"] - invoices.discount_of(account, coupon, price["unit_amount"]))


def _agreed(number: str, form: Form) -> bool | None:
    """Whether the holder has said yes; None: they have still to be asked. Raises on no."""
    if not cards.asks_holder(number):
        return False
    answer = form.get("authentication")
    if answer == "fail":
        raise Fault(
            "We are unable to authenticate your payment method. Please choose a different payment "
            "method and try again.",
            code="payment_intent_authentication_failure",
        )
    return True if answer == "complete" else None


def _apply_code(account: Account, session: Object, code: str) -> bool:
    """Takes a promotion code over; whether the page may go on."""
    if not code or not session["allow_promotion_codes"]:
        session["_promotion"] = None
        return True
    found = [p for p in account.all("promotion_code") if p["code"].lower() == code.lower()]
    usable = [p for p in found if p["active"] and _left(p)]
    if not usable:
        raise Fault("This code is invalid.")
    session["_promotion"] = usable[0]["promotion"]["coupon"]
    session["_promotion_code"] = usable[0]["id"]
    return True


def _left(promotion: Object) -> bool:
    most = promotion["max_redemptions"]
    return most is None or promotion["times_redeemed"] < most


def _complete(account: Account, session: Object, number: str) -> None:
    price = account.get("price", session["_price"])
    method = keep_card(account, session["customer"], number)
    subscription = subscriptions.begin(
        account,
        session["customer"],
        price,
        trial_days=session["_trial_days"],
        metadata=dict(session["_subscription_metadata"]),
        coupon=session["_promotion"],
        method=method,
    )
    account.emit("customer.subscription.created", subscription)
    invoice = subscriptions.first_invoice(account, subscription)
    invoices.try_to_pay(account, invoice, method, authenticated=True)
    before = {"status": subscription["status"]}
    subscriptions.activate(account, subscription)
    subscriptions.emit_updated(account, subscription, before)
    if session["_promotion"]:
        account.get("promotion_code", session["_promotion_code"])["times_redeemed"] += 1
    session |= {
        "status": "complete",
        "payment_status": "no_payment_required" if session["_trial_days"] else "paid",
        "subscription": subscription["id"],
        "invoice": invoice["id"],
        "url": None,
    }
    account.emit("checkout.session.completed", session)
