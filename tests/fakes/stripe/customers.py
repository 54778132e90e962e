"""Customers, their tax numbers and cards, and Stripe's own pages that are opened for them."""

from __future__ import annotations

from typing import Any

from stdnum.br import cnpj, cpf

from tests.fakes.stripe import subscriptions
from tests.fakes.stripe.addresses import Params, address, listed
from tests.fakes.stripe.params import PAGING, Fault, flag, group, many, mapping, text, whole
from tests.fakes.stripe.store import Account, Object, new_id

DAY = 86_400
CUSTOM_FIELD = {"name": text(required=True), "value": text(required=True)}
SETTINGS = group(
    custom_fields=many(CUSTOM_FIELD, clearable=True),
    default_payment_method=text(clearable=True),
)
_TAX_CHECKS = {"br_cnpj": cnpj, "br_cpf": cpf}
PAYMENT_PAGE_HOURS = 24


@address(
    "POST",
    "/v1/customers",
    name=text(),
    email=text(clearable=True),
    preferred_locales=many(text()),
    invoice_settings=SETTINGS,
    test_clock=text(),
    metadata=mapping(),
)
def create_customer(account: Account, params: Params) -> Object:
    clock = params.get("test_clock")
    if clock:
        account.get("test_helpers.test_clock", clock, "test_clock")
    elif account.settings.get("auto_clock"):
        frozen = {"frozen_time": account.now(), "name": params.get("name"), "status": "ready"}
        clock = account.add("test_helpers.test_clock", account.now(), frozen)["id"]
    values = {
        "name": params.get("name"),
        "email": params.get("email"),
        "preferred_locales": params.get("preferred_locales", []),
        "invoice_settings": {"custom_fields": None, "default_payment_method": None},
        "balance": 0,
        "currency": None,
        "delinquent": False,
        "test_clock": clock,
        "metadata": params.get("metadata") or {},
    }
    made = account.add("customer", account.now(), values)
    made["invoice_settings"] |= params.get("invoice_settings") or {}
    account.emit("customer.created", made)
    return made


@address("GET", "/v1/customers/<id>")
def show_customer(account: Account, params: Params, customer_id: str) -> Object:
    return account.get("customer", customer_id)


@address(
    "POST",
    "/v1/customers/<id>",
    name=text(),
    email=text(clearable=True),
    preferred_locales=many(text()),
    invoice_settings=SETTINGS,
    metadata=mapping(),
)
def update_customer(account: Account, params: Params, customer_id: str) -> Object:
    found = account.get("customer", customer_id)
    settings = params.pop("invoice_settings", None) or {}
    found["invoice_settings"] |= settings
    found |= params
    account.emit("customer.updated", found, {})
    return found


@address(
    "POST",
    "/v1/customers/<id>/tax_ids",
    type=text("br_cnpj", "br_cpf", "eu_vat", "us_ein", "gb_vat", "pt_vat", required=True),
    value=text(required=True),
)
def create_tax_id(account: Account, params: Params, customer_id: str) -> Object:
    account.get("customer", customer_id)
    rule = _TAX_CHECKS.get(params["type"])
    if rule and not rule.is_valid(params["value"]):
        raise Fault(f"Invalid value for {params['type']}.", code="tax_id_invalid", param="value")
    values = {
        "customer": customer_id,
        "type": params["type"],
        "value": params["value"],
        "country": params["type"][:2].upper(),
        "verification": {"status": "unavailable"},
    }
    return account.add("tax_id", account.now(customer_id), values)


@address("DELETE", "/v1/customers/<id>")
def delete_customer(account: Account, params: Params, customer_id: str) -> Object:
    """Ends what is still subscribed."""
    found = account.get("customer", customer_id)
    for subscription in account.all("subscription", customer=customer_id):
        if subscription["status"] != "canceled":
            subscriptions.cancel(account, subscription)
    found["deleted"] = True
    account.emit("customer.deleted", found)
    return {"id": customer_id, "object": "customer", "deleted": True}


@address("GET", "/v1/customers/<id>/tax_ids", **PAGING)
def list_tax_ids(account: Account, params: Params, customer_id: str) -> Params:
    account.get("customer", customer_id)
    found = account.all("tax_id", customer=customer_id)
    return listed(found, params, f"/v1/customers/{customer_id}/tax_ids")


@address("DELETE", "/v1/customers/<id>/tax_ids/<id2>")
def delete_tax_id(account: Account, params: Params, customer_id: str, tax_id: str) -> Object:
    account.get("tax_id", tax_id)["deleted"] = True
    return {"id": tax_id, "object": "tax_id", "deleted": True}


def keep_card(account: Account, customer_id: str, number: str) -> Object:
    """A card of the customer's, used from now on by all that is theirs."""
    customer = account.get("customer", customer_id)
    values = {
        "type": "card",
        "customer": customer_id,
        "card": {"brand": "visa", "last4": number[-4:], "exp_month": 12, "exp_year": 2040},
        "billing_details": {"email": customer["email"], "name": customer["name"]},
        "metadata": {},
        "_number": number,
    }
    method = account.add("payment_method", account.now(customer_id), values)
    customer["invoice_settings"]["default_payment_method"] = method["id"]
    for subscription in account.all("subscription", customer=customer_id):
        if subscription["status"] != "canceled":
            subscription["default_payment_method"] = method["id"]
    account.emit("payment_method.attached", method)
    account.emit("customer.updated", customer, {})
    return method


LINE_ITEM = {"price": text(required=True), "quantity": whole()}


@address(
    "POST",
    "/v1/checkout/sessions",
    mode=text("payment", "setup", "subscription", required=True),
    customer=text(),
    customer_email=text(),
    client_reference_id=text(),
    line_items=many(LINE_ITEM),
    success_url=text(),
    cancel_url=text(),
    allow_promotion_codes=flag(),
    payment_method_collection=text("always", "if_required"),
    locale=text(),
    expires_at=whole(),
    metadata=mapping(),
    subscription_data=group(metadata=mapping(), trial_period_days=whole()),
)
def create_checkout(account: Account, params: Params) -> Object:
    _check_checkout(account, params)
    price = account.get("price", params["line_items"][0]["price"], "line_items[0][price]")
    details = params.get("subscription_data", {})
    now = account.now(params["customer"])
    values = {
        "mode": params["mode"],
        "status": "open",
        "payment_status": "unpaid",
        "customer": params["customer"],
        "client_reference_id": params.get("client_reference_id"),
        "success_url": params["success_url"],
        "cancel_url": params.get("cancel_url"),
        "currency": price["currency"],
        "amount_total": 0 if details.get("trial_period_days") else price["unit_amount"],
        "allow_promotion_codes": params.get("allow_promotion_codes"),
        "subscription": None,
        "invoice": None,
        "locale": params.get("locale"),
        "expires_at": now + PAYMENT_PAGE_HOURS * 3600,
        "metadata": params.get("metadata") or {},
        "_price": price["id"],
        "_trial_days": details.get("trial_period_days", 0),
        "_subscription_metadata": details.get("metadata") or {},
        "_promotion": None,
    }
    made = account.add("checkout.session", now, values)
    made["url"] = f"{account.settings.get('pages', '')}/c/pay/{made['id']}"
    return made


def _check_checkout(account: Account, params: Params) -> None:
    if params["mode"] != "subscription":
        raise Fault("Only subscriptions are sold here.", param="mode")
    if "customer" not in params:
        raise Fault("You must pass a customer.", param="customer")
    account.get("customer", params["customer"], "customer")
    if not params.get("line_items"):
        raise Fault("You must pass line_items.", code="parameter_missing", param="line_items")
    if "success_url" not in params:
        raise Fault("You must pass success_url.", code="parameter_missing", param="success_url")


@address(
    "GET",
    "/v1/checkout/sessions",
    customer=text(),
    subscription=text(),
    status=text("complete", "expired", "open"),
    **PAGING,
)
def list_checkouts(account: Account, params: Params) -> Params:
    found = account.all("checkout.session")
    for name in ("customer", "subscription", "status"):
        if name in params:
            found = [each for each in found if each[name] == params[name]]
    return listed(found, params, "/v1/checkout/sessions")


@address("POST", "/v1/checkout/sessions/<id>/expire")
def expire_checkout(account: Account, params: Params, session_id: str) -> Object:
    found = account.get("checkout.session", session_id)
    if found["status"] != "open":
        raise Fault(
            f'Only Checkout Sessions with a status in ["open"] can be expired. This one is '
            f"{found['status']}."
        )
    found |= {"status": "expired", "url": None}
    account.emit("checkout.session.expired", found)
    return found


FLOWS = ("payment_method_update", "subscription_cancel", "subscription_update")


@address(
    "POST",
    "/v1/billing_portal/sessions",
    customer=text(required=True),
    return_url=text(),
    locale=text(),
    flow_data=group(type=text(*FLOWS, required=True)),
)
def create_portal(account: Account, params: Params) -> Object:
    account.get("customer", params["customer"], "customer")
    made_id = new_id("billing_portal.session")
    values: dict[str, Any] = {
        "customer": params["customer"],
        "return_url": params.get("return_url"),
        "locale": params.get("locale"),
        "configuration": "bpc_default",
        "flow": params.get("flow_data"),
        "url": f"{account.settings.get('pages', '')}/p/session/{made_id}",
    }
    now = account.now(params["customer"])
    return account.add("billing_portal.session", now, values, made_id)
