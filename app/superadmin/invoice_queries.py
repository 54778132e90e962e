"""A company's last bills, asked of Stripe."""

from __future__ import annotations

from app.core.db import outside_transaction
from app.superadmin.queries import get_company
from billing import gateway
from billing.facts import InvoiceFacts
from billing.queries import customer_of

MOST_SHOWN = 6


def latest_invoices(company_id: int) -> list[InvoiceFacts]:
    """The newest first; none where nobody pays. Raises gateway.BillingUnreachable, NotFound."""
    get_company(company_id)
    customer = customer_of(company_id)
    if customer is None or not gateway.is_configured():
        return []
    with outside_transaction():
        items, _ = gateway.invoices_of(customer, MOST_SHOWN, None)
    return items
