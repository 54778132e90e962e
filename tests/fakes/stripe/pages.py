"""What people see of Stripe: the payment page, the portal, invoices, and a page to move the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tests.fakes.stripe import cards, clocks, invoices, payments, subscriptions
from tests.fakes.stripe.params import Fault
from tests.fakes.stripe.pdf import receipt
from tests.fakes.stripe.store import Account, Object, Store
from tests.fakes.stripe.words import money, words

DAY = 86_400
Page = Callable[..., ResponseReturnValue]


def register(found: Blueprint, store: Store) -> None:
    """Every page runs under the store's lock; a fault is shown as a page of its own."""

    def page(rule: str, *methods: str) -> Callable[[Page], Page]:
        def with_lock(function: Page) -> Page:
            def locked(**parts: str) -> ResponseReturnValue:
                with store.lock:
                    try:
                        answer = function(store, **parts)
                    except Fault as fault:
                        answer = render_template("stripe_gone.html", text=str(fault)), fault.status
                    store.save()
                return answer

            options = list(methods or ("GET",))
            found.add_url_rule(rule, f"page_{function.__name__}", locked, methods=options)
            return function

        return with_lock

    page("/c/pay/<session_id>", "GET", "POST")(checkout)
    page("/p/session/<session_id>", "GET", "POST")(portal)
    page("/i/<invoice_id>", "GET", "POST")(invoice_page)
    page("/i/<invoice_id>/pdf")(invoice_pdf)
    page("/stripe")(dashboard)
    page("/stripe/advance", "POST")(advance)
    page("/stripe/act", "POST")(act)


def checkout(store: Store, session_id: str) -> ResponseReturnValue:
    account, session = store.holder_of("checkout.session", session_id)
    if session["status"] != "open":
        raise Fault("This payment page has expired or was used.", status=410)
    problem = ""
    if request.method == "POST":
        try:
            outcome = payments.pay_checkout(account, session, request.form)
        except Fault as fault:
            problem, outcome = str(fault), None
        if outcome == payments.ASKS:
            return _asks_holder(account, session)
        if outcome == payments.PAID:
            address = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
            return redirect(address, 303)
    return _pay_page(account, session, problem)


def _pay_page(account: Account, session: Object, problem: str) -> str:
    price = account.get("price", session["_price"])
    return render_template(
        "stripe_pay.html",
        t=words(session["locale"]),
        title=subscriptions.product_name(account, price),
        sum=money(payments.sum_of(account, session, price), price["currency"]),
        trial_days=session["_trial_days"],
        session=session,
        customer=account.get("customer", session["customer"]),
        code=request.form.get("code", ""),
        problem=problem,
        cards=CARDS,
    )


def _asks_holder(account: Account, session: Object) -> str:
    return render_template(
        "stripe_authenticate.html", t=words(session["locale"]), form=request.form
    )


def portal(store: Store, session_id: str) -> ResponseReturnValue:
    account, session = store.holder_of("billing_portal.session", session_id)
    problem = ""
    if request.method == "POST":
        number = cards.digits(request.form.get("number", ""))
        try:
            cards.check_number(number)
            if refusal := cards.refusal_to_keep(number):
                raise cards.card_error(refusal)
            payments.keep_card(account, session["customer"], number)
            return redirect(session["return_url"] or "/stripe", 303)
        except Fault as fault:
            problem = str(fault)
    customer = account.get("customer", session["customer"])
    method = account.find("payment_method", customer["invoice_settings"]["default_payment_method"])
    return render_template(
        "stripe_portal.html",
        t=words(session["locale"] or next(iter(customer["preferred_locales"]), "en")),
        session=session,
        customer=customer,
        method=method,
        invoices=[_invoice_row(each) for each in account.all("invoice", customer=customer["id"])],
        problem=problem,
        cards=CARDS,
    )


def invoice_page(store: Store, invoice_id: str) -> ResponseReturnValue:
    account, invoice = store.holder_of("invoice", invoice_id)
    problem = ""
    if request.method == "POST" and invoice["status"] == "open":
        try:
            if payments.pay_invoice(account, invoice, request.form) == payments.ASKS:
                return render_template("stripe_authenticate.html", t=words("en"), form=request.form)
        except Fault as fault:
            problem = str(fault)
    customer = account.get("customer", invoice["customer"])
    return render_template(
        "stripe_invoice.html",
        t=words(next(iter(customer["preferred_locales"]), "en")),
        invoice=invoice,
        customer=customer,
        money=money,
        problem=problem,
        cards=CARDS,
    )


def invoice_pdf(store: Store, invoice_id: str) -> ResponseReturnValue:
    account, invoice = store.holder_of("invoice", invoice_id)
    name = account.get("product", _product(invoice))["name"]
    return Response(receipt(invoice, name), mimetype="application/pdf")


def dashboard(store: Store) -> ResponseReturnValue:
    rows = [
        _customer_row(account, customer)
        for account in store.accounts()
        for customer in account.all("customer")
    ]
    return render_template("stripe_dashboard.html", rows=rows, cards=CARDS)


def advance(store: Store) -> ResponseReturnValue:
    """Moves a customer's clock by days, or to just after the next renewal."""
    account, customer = store.holder_of("customer", request.form["customer"])
    clock = account.get("test_helpers.test_clock", customer["test_clock"])
    days = request.form.get("days", "")
    to = clock["frozen_time"] + int(days) * DAY if days else _renewal(account, customer)
    clocks.advance(account, clock, to)
    return redirect("/stripe", 303)


def act(store: Store) -> ResponseReturnValue:
    """What banks and people do at the dashboard: dispute, its end, a refund."""
    account, customer = store.holder_of("customer", request.form["customer"])
    charge = next(iter(account.all("charge", customer=customer["id"])), None)
    disputes = account.all("dispute", _customer=customer["id"])
    deed = request.form["deed"]
    if charge and deed == "dispute":
        invoices.open_dispute(account, charge)
    elif charge and deed == "refund":
        invoices.refund(account, charge, None)
    elif disputes and deed in ("won", "lost"):
        invoices.close_dispute(account, disputes[0], deed)
    return redirect("/stripe", 303)


def _renewal(account: Account, customer: Object) -> int:
    ends = [
        subscriptions.item_of(each)["current_period_end"]
        for each in account.all("subscription", customer=customer["id"])
        if each["status"] in subscriptions.LIVING
    ]
    return max([account.now(customer["id"]) + DAY, *(end + 60 for end in ends[:1])])


def _customer_row(account: Account, customer: Object) -> dict[str, Any]:
    found = account.all("subscription", customer=customer["id"])
    subscription = found[0] if found else None
    return {
        "customer": customer,
        "now": account.now(customer["id"]),
        "subscription": subscription,
        "item": subscriptions.item_of(subscription) if subscription else None,
        "title": (
            subscriptions.product_name(account, subscriptions.item_of(subscription)["price"])
            if subscription
            else ""
        ),
        "invoices": [_invoice_row(e) for e in account.all("invoice", customer=customer["id"])][:5],
    }


def _invoice_row(invoice: Object) -> dict[str, Any]:
    return invoice | {"sum": money(invoice["total"], invoice["currency"])}


def _product(invoice: Object) -> str:
    details = invoice["lines"]["data"][-1]["pricing"]["price_details"]
    return str(details["product"])


def moment(seconds: int) -> str:
    """Date and time as the dashboard writes them."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%d %b %Y, %H:%M UTC")


CARDS = {
    cards.GOOD: "pays",
    cards.DECLINED: "is declined",
    cards.NO_FUNDS: "has no funds",
    cards.ASKS_ONCE: "asks its holder once",
    cards.ASKS_ALWAYS: "asks its holder each time",
    cards.FAILS_LATER: "can be kept, but fails at the next payment",
    cards.DISPUTED: "pays, then its holder disputes it",
}
