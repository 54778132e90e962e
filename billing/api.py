"""Billing over HTTP: the Owner's page on the company's host, Stripe's webhooks on the platform's."""

from __future__ import annotations

from typing import Any

from flask import request

from app.access.actor import current_person
from app.access.audience import address_of
from app.access.audit import record
from app.access.models import Person
from app.access.permissions import Permission
from app.access.policy import HostKind, Public
from app.access.support import SEES
from app.api.routes import delete, get, patch, post, put, routes
from app.core.db import db, outside_transaction
from billing import account, gateway, operations, queries, schemas, usage, webhooks
from billing.jobs import apply_stripe_event
from billing.limits import company_has, sales_contacts
from billing.plans import Feature
from billing.sync import sync_company
from tenants.context import current_company, platform_scope

Body = dict[str, Any]
PAGE = "/billing"


def show_billing() -> Body:
    """The plan, the subscription, who pays, and the catalogue; Stripe is not asked."""
    company = current_company()
    with platform_scope():
        found = queries.overview(company.id, company.language)
    return found | {"contacts": sales_contacts()}


def refresh_billing() -> Body:
    """The same after asking Stripe: when the browser comes back from its pages."""
    sync_company(current_company().id)
    return show_billing()


def show_usage() -> Body:
    """Every limit with its use, and what is over a limit."""
    company = current_company()
    return {
        "plan": company.plan,
        "limits": usage.usage(),
        "features": [feature.value for feature in Feature if company_has(feature)],
        "over": usage.over_now(),
        "standing": queries.standing_view(company.billing),
    }


def start_checkout(body: Body) -> Body:
    """Open Stripe's payment page for a first subscription."""
    record("billing.checkout_started", "company", current_company().id, **body)
    db.session.commit()
    success, cancel = (address_of(f"{PAGE}?paid={word}") for word in ("yes", "no"))
    email = _own_email()
    return {
        "url": operations.start_checkout(
            current_company(), **body, success_url=success, cancel_url=cancel, email=email
        )
    }


def preview_change(body: Body) -> Body:
    """What a change of plan costs now, or what will be over its limits later."""
    with outside_transaction():
        found = operations.preview_change(current_company().id, **body)
    return found | _consequences(body["plan"])


def preview_leaving(query: Body) -> Body:
    """What will be over the limits of a lower plan, Free among them."""
    return _consequences(query["plan"])


def change_plan(body: Body) -> Body:
    """Carry out a previewed change."""
    operations.do_change(current_company().id, **body)
    record("billing.plan_chosen", "company", current_company().id, plan=body["plan"])
    return _saved()


def keep_plan() -> Body:
    """Take a planned downgrade back."""
    operations.do_keep_plan(current_company().id)
    record("billing.plan_kept", "company", current_company().id)
    return _saved()


def set_cancellation(body: Body) -> Body:
    """Cancel at the end of the paid period, or resume."""
    operations.do_set_cancellation(current_company().id, body["at_period_end"])
    action = "billing.canceled" if body["at_period_end"] else "billing.resumed"
    record(action, "company", current_company().id)
    return _saved()


def open_portal(body: Body) -> Body:
    """Open Stripe's page for cards and receipts."""
    url = operations.open_portal(
        current_company(), address_of(f"{PAGE}?back=portal"), body["purpose"], _own_email()
    )
    return {"url": url}


def edit_account(body: Body) -> Body:
    """Who gets the receipts, and the tax number on them."""
    changed = account.do_change_account(current_company(), body)
    record("billing.account_changed", "company", current_company().id, fields=sorted(body))
    return changed


def list_invoices(query: Body) -> Body:
    """Payment history, the newest first, from Stripe."""
    customer = _customer()
    if customer is None or not gateway.is_configured():
        return {"items": [], "next_cursor": None}
    with outside_transaction():
        items, more = gateway.invoices_of(customer, query["limit"], query["cursor"])
    return {"items": items, "next_cursor": items[-1].id if more else None}


def show_next_invoice() -> Body:
    """What Stripe is going to charge next."""
    company_id = current_company().id
    with platform_scope():
        found = queries.payable(company_id)
    if found is None or not gateway.is_configured():
        return {"invoice": None}
    with outside_transaction():
        return {"invoice": gateway.preview_change(*found, None)}


def receive_webhook() -> Body:
    """Stripe's events: kept, then applied by a job."""
    event_id = webhooks.do_store(request.get_data(), request.headers.get("Stripe-Signature", ""))
    if event_id is not None:
        apply_stripe_event.enqueue_on_commit(event_id=event_id)
    return {"received": True}


def _saved() -> Body:
    """The overview after a change; what is noted of it is committed first."""
    db.session.commit()
    return show_billing()


def _consequences(plan: str) -> Body:
    return {"excess": usage.excess_under(plan), "features_lost": usage.features_lost(plan)}


def _own_email() -> str:
    return db.session.get_one(Person, current_person().id).email


def _customer() -> str | None:
    company_id = current_company().id
    with platform_scope():
        return queries.customer_of(company_id)


VIEW = {"can": Permission.BILLING_VIEW}
EDIT = {"can": Permission.BILLING_EDIT}
STRIPE = Public("Stripe signs what it sends", host=HostKind.PLATFORM)

blueprint = routes(
    "billing",
    "The subscription, its payments and the plan's limits",
    [
        get("/billing", show_billing, support=SEES, returns=schemas.BillingSchema, **VIEW),
        post("/billing/refresh", refresh_billing, returns=schemas.BillingSchema, **EDIT),
        get("/billing/usage", show_usage, support=SEES, returns=schemas.UsageSchema, **VIEW),
        get(
            "/billing/consequences",
            preview_leaving,
            query=schemas.LeavingSchema,
            returns=schemas.ConsequencesSchema,
            **VIEW,
        ),
        get(
            "/billing/invoices",
            list_invoices,
            support=SEES,
            query=schemas.InvoiceQuery,
            returns=schemas.InvoicePage,
            **VIEW,
        ),
        get("/billing/next-invoice", show_next_invoice, returns=schemas.NextInvoiceSchema, **VIEW),
        post(
            "/billing/checkout",
            start_checkout,
            body=schemas.CheckoutSchema,
            returns=schemas.AddressSchema,
            status=201,
            **EDIT,
        ),
        post(
            "/billing/change/preview",
            preview_change,
            body=schemas.ChoiceSchema,
            returns=schemas.PreviewSchema,
            **EDIT,
        ),
        post(
            "/billing/change",
            change_plan,
            body=schemas.ConfirmSchema,
            returns=schemas.BillingSchema,
            **EDIT,
        ),
        delete("/billing/change", keep_plan, returns=schemas.BillingSchema, **EDIT),
        put(
            "/billing/cancellation",
            set_cancellation,
            body=schemas.CancellationSchema,
            returns=schemas.BillingSchema,
            **EDIT,
        ),
        post(
            "/billing/portal",
            open_portal,
            body=schemas.PortalSchema,
            returns=schemas.AddressSchema,
            status=201,
            **EDIT,
        ),
        patch(
            "/billing/account",
            edit_account,
            body=schemas.AccountPatchSchema,
            returns=schemas.AccountSchema,
            **EDIT,
        ),
        post(
            "/billing/webhooks",
            receive_webhook,
            policy=STRIPE,
            returns=schemas.ReceivedSchema,
        ),
    ],
)
