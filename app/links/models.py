"""Access links, who opened them, and the visits of browsers that posted the form."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.models import Person
from app.core.db import SECRET, HasId, HasVersion, TenantModel
from app.team.models import Department


class LinkType(StrEnum):
    SINGLE_USE = "single_use"
    REUSABLE = "reusable"
    SCHEDULED = "scheduled"


class AccessLink(HasId, HasVersion, TenantModel):
    """The token is looked up by its hash; `sealed_token` is kept so that the link can be shown again.

    `expires_on` includes its whole day in the company's zone. Expiry is a matter of time, not of
    `status`: an expired link stays `active` here and reads as expired.
    """

    __tablename__ = "access_links"
    __table_args__ = (
        CheckConstraint("type in ('single_use','reusable','scheduled')", name="type"),
        CheckConstraint("status in ('active','used','canceled')", name="status"),
        CheckConstraint("(type = 'scheduled') = (scheduled_for is not null)", name="scheduled_for"),
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info=SECRET)
    sealed_token: Mapped[str] = mapped_column(info=SECRET)
    type: Mapped[str]
    status: Mapped[str] = mapped_column(default="active", server_default="active")
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    label: Mapped[str] = mapped_column(default="", server_default="")
    expires_on: Mapped[date | None]
    scheduled_for: Mapped[datetime | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    used_at: Mapped[datetime | None]
    canceled_at: Mapped[datetime | None]
    access_count: Mapped[int] = mapped_column(default=0, server_default="0")
    last_access_at: Mapped[datetime | None]

    department: Mapped[Department] = relationship()
    created_by: Mapped[Person | None] = relationship()

    @property
    def created_by_name(self) -> str | None:
        return self.created_by.name if self.created_by else None


class LinkAccess(HasId, TenantModel):
    """One opening of the page, by a person or by a scanner."""

    __tablename__ = "link_accesses"

    link_id: Mapped[int] = mapped_column(
        ForeignKey("access_links.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    user_agent: Mapped[str] = mapped_column(default="", server_default="")
    address_hash: Mapped[bytes] = mapped_column(LargeBinary)


class Visit(HasId, HasVersion, TenantModel):
    """One browser's use of a link, bound to its cookie by hash.

    `released_at` frees a single-use link again when the visit ended without an answer. `queued_at` is
    the last time that it joined the queue. `shown_position` and `shown_wait_seconds` are what the
    browser was told last, so that it hears of changes only.
    """

    __tablename__ = "visits"
    __table_args__ = (
        Index(
            "ix_visits_claims",
            "link_id",
            postgresql_where=text("released_at is null"),
        ),
    )

    public_id: Mapped[str] = mapped_column(unique=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("access_links.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    cookie_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info=SECRET)
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str] = mapped_column(default="", server_default="")
    reason: Mapped[str] = mapped_column(default="", server_default="")
    language: Mapped[str] = mapped_column(default="en")
    time_zone: Mapped[str] = mapped_column(default="UTC")
    devices: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default=text("'{}'")
    )
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    queued_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    callback_requested_at: Mapped[datetime | None]
    shown_position: Mapped[int | None]
    shown_wait_seconds: Mapped[int | None]

    link: Mapped[AccessLink] = relationship()
