"""What the platform keeps of Stripe: a mirror of each company's subscription, and who pays.

Stripe is right whenever the two differ. Sums are integers in the currency's smallest unit.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import PLATFORM_SCHEMA, HasId, HasVersion, PlatformModel
from tenants.models import Company


class BillingAccount(PlatformModel):
    """Who pays for a company. `fetches` numbers the questions to Stripe about it: an answer is
    stored only while no later question's answer is, so that an old one cannot win."""

    __tablename__ = "billing_accounts"
    __table_args__ = (
        CheckConstraint("tax_kind in ('','cnpj','cpf','other')", name="tax_kind"),
        {"schema": PLATFORM_SCHEMA},
    )

    company_id: Mapped[int] = mapped_column(
        ForeignKey(Company.id), primary_key=True, autoincrement=False
    )
    customer_id: Mapped[str | None] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(default="", server_default="")
    tax_kind: Mapped[str] = mapped_column(default="", server_default="")
    tax_id: Mapped[str] = mapped_column(default="", server_default="")
    fetches: Mapped[int] = mapped_column(default=0, server_default="0")
    applied_fetch: Mapped[int] = mapped_column(default=0, server_default="0")


class Subscription(HasVersion, PlatformModel):
    """The company's present subscription, or its last one, as Stripe told it at `synced_at`.

    `clock_offset_seconds` is how far Stripe's test clock runs ahead of ours; 0 in production.
    """

    __tablename__ = "billing_subscriptions"

    company_id: Mapped[int] = mapped_column(
        ForeignKey(Company.id), primary_key=True, autoincrement=False
    )
    stripe_id: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str]
    plan: Mapped[str]
    interval: Mapped[str]
    currency: Mapped[str]
    amount: Mapped[int]
    item_id: Mapped[str]
    price_id: Mapped[str]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    period_start: Mapped[datetime | None]
    period_end: Mapped[datetime | None]
    trial_end: Mapped[datetime | None]
    cancel_at: Mapped[datetime | None]
    schedule_id: Mapped[str | None]
    next_plan: Mapped[str | None]
    next_interval: Mapped[str | None]
    past_due_since: Mapped[datetime | None]
    payment_url: Mapped[str | None]
    clock_offset_seconds: Mapped[int] = mapped_column(default=0, server_default="0")
    synced_at: Mapped[datetime] = mapped_column(server_default=func.now())


class StripeEvent(PlatformModel):
    """A webhook, stored before anything else happens; `applied_at` ends it."""

    __tablename__ = "stripe_events"
    __table_args__ = (
        Index("ix_stripe_events_open", "received_at", postgresql_where=text("applied_at is null")),
        {"schema": PLATFORM_SCHEMA},
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    customer_id: Mapped[str | None]
    object_id: Mapped[str | None]
    created_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(server_default=func.now())
    applied_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    error: Mapped[str | None]


class Dispute(PlatformModel):
    """A chargeback: the bank took the money back until it is decided."""

    __tablename__ = "billing_disputes"

    stripe_id: Mapped[str] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey(Company.id), index=True)
    status: Mapped[str]
    amount: Mapped[int]
    currency: Mapped[str]
    opened_at: Mapped[datetime]


class BillingNotice(HasId, PlatformModel):
    """A mail about payment that is to be sent once: `key` names the occasion."""

    __tablename__ = "billing_notices"
    __table_args__ = (UniqueConstraint("company_id", "key"), {"schema": PLATFORM_SCHEMA})

    company_id: Mapped[int] = mapped_column(ForeignKey(Company.id), index=True)
    key: Mapped[str]
    kind: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    sent_at: Mapped[datetime | None]


class Reconciliation(HasId, PlatformModel):
    """One nightly comparison with Stripe. A difference: `{company_id, field, ours, theirs}`."""

    __tablename__ = "billing_reconciliations"

    started_at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
    finished_at: Mapped[datetime | None]
    checked: Mapped[int] = mapped_column(default=0, server_default="0")
    differences: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, default=list, server_default=text("'[]'")
    )
