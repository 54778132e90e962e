"""Support access: a member of staff inside a company, for a reason and a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.access.staff_models import StaffMember
from app.core.db import PLATFORM_SCHEMA, SECRET, HasId, PlatformModel, TenantModel
from tenants.models import Company


class SupportAccess(HasId, PlatformModel):
    """Opens nothing before the company's log has its beginning (`told_start_at`).

    `entrance_hash` is of the one-time way in, `token_hash` of the cookie that it was changed for.
    The names stay as they were, for the history.
    """

    __tablename__ = "support_accesses"
    __table_args__ = (
        CheckConstraint(
            "ended_how in ('staff','company','time','switched_off','staff_changed')",
            name="ended_how",
        ),
        Index(
            "uq_support_accesses_running",
            "company_id",
            "staff_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
        Index(
            "ix_support_accesses_unfinished",
            "expires_at",
            postgresql_where=text("told_end_at is null"),
        ),
        {"schema": PLATFORM_SCHEMA},
    )

    company_id: Mapped[int] = mapped_column(ForeignKey(Company.id), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey(StaffMember.id))
    staff_name: Mapped[str]
    reason: Mapped[str]
    may_change: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    entered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str | None]
    ended_by: Mapped[str | None]
    entrance_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True, info=SECRET)
    entrance_until: Mapped[datetime | None]
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True, info=SECRET)
    told_start_at: Mapped[datetime | None]
    told_end_at: Mapped[datetime | None]


class SupportSight(HasId, TenantModel):
    """What was looked at under an access: each address once, noted in the log at the first look."""

    __tablename__ = "support_sights"
    __table_args__ = (UniqueConstraint("access_id", "path"),)

    access_id: Mapped[int]
    path: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
