"""Who pays: the address for receipts and the tax number, with us and with Stripe."""

from __future__ import annotations

import secrets
from typing import Any

from billing import gateway, tax
from billing.operations import Payer, account_of, ensure_customer
from billing.queries import account_view
from tenants.context import platform_scope

# Stripe prints it on invoices where it knows no type for the number.
OTHER_LABEL = "Tax ID"


def do_change_account(company: Payer, values: dict[str, Any]) -> dict[str, str]:
    """Stripe learns it first, so that both are right or neither is; raises Invalid."""
    with platform_scope():
        present = account_view(account_of(company.id))
    wanted = present | values
    wanted["tax_id"] = tax.checked(wanted["tax_kind"], wanted["tax_id"])
    if gateway.is_configured():
        _tell_stripe(ensure_customer(company, wanted["email"]), wanted)
    with platform_scope():
        account = account_of(company.id)
        for name in present:
            setattr(account, name, wanted[name])
        return account_view(account)


def _tell_stripe(customer_id: str, wanted: dict[str, str]) -> None:
    attempt = secrets.token_hex(16)
    kind = tax.STRIPE_KINDS.get(wanted["tax_kind"])
    other = wanted["tax_id"] if wanted["tax_kind"] == "other" else ""
    fields: Any = [{"name": OTHER_LABEL, "value": other}] if other else ""
    values: dict[str, Any] = {"invoice_settings": {"custom_fields": fields}}
    if wanted["email"]:
        values["email"] = wanted["email"]
    gateway.update_customer(customer_id, attempt, **values)
    gateway.replace_tax_id(customer_id, attempt, kind, wanted["tax_id"])
