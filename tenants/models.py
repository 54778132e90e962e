"""Platform tables about companies. Nothing in a company's schema refers to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import PLATFORM_SCHEMA, HasId, PlatformModel


class CompanyStatus(StrEnum):
    PROVISIONING = "provisioning"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Company(HasId, PlatformModel):
    """`plan` names an entry of billing.plans, `overrides` holds staff's exceptions to it.

    A row whose `erased_at` is set is a tombstone: closed, without a schema, a role or any detail.
    """

    __tablename__ = "companies"
    __table_args__ = (
        CheckConstraint("status in ('provisioning','active','suspended','closed')", name="status"),
        {"schema": PLATFORM_SCHEMA},
    )

    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    status: Mapped[str] = mapped_column(default=CompanyStatus.PROVISIONING)
    plan: Mapped[str] = mapped_column(default="free")
    overrides: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default=text("'{}'")
    )
    language: Mapped[str] = mapped_column(default="en")
    time_zone: Mapped[str] = mapped_column(default="UTC")
    brand: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    # How it stands with payment, written by billing.standing alone: see there.
    billing: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default=text("'{}'")
    )
    # Whether support access is allowed, and who is in: written by app.support alone.
    support: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default=text("'{}'")
    )
    totp_required_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    suspended_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # Until then a closed company can come back; afterwards it is erased.
    erase_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class Domain(HasId, PlatformModel):
    """A verified host name that leads to a company. One company, one primary domain."""

    __tablename__ = "domains"
    __table_args__ = (
        Index(
            "uq_domains_primary",
            "company_id",
            unique=True,
            postgresql_where=text("is_primary"),
        ),
        {"schema": PLATFORM_SCHEMA},
    )

    company_id: Mapped[int] = mapped_column(ForeignKey(Company.id), index=True)
    host: Mapped[str] = mapped_column(unique=True)
    is_primary: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    verified_at: Mapped[datetime | None]


class SchemaRevision(PlatformModel):
    """The ledger of migrations: where each company's schema stands and what went wrong last."""

    __tablename__ = "schema_revisions"
    schema_name: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[str | None]
    error: Mapped[str | None]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
