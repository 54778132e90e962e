"""Announcements, which are the platform's, and what each person has put away."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, ForeignKey, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import PLATFORM_SCHEMA, HasId, PlatformModel, TenantModel


class Kind(StrEnum):
    INFO = "info"  # can be put away
    WARNING = "warning"  # stays until its end


class Announcement(HasId, PlatformModel):
    """Shown from `starts_at` until `ends_at`, to the companies of `plans`; without any, to all."""

    __tablename__ = "announcements"
    __table_args__ = (
        CheckConstraint("kind in ('info','warning')", name="kind"),
        CheckConstraint("starts_at < ends_at", name="order"),
        {"schema": PLATFORM_SCHEMA},
    )

    kind: Mapped[str]
    text_en: Mapped[str]
    text_pt: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    plans: Mapped[list[str]] = mapped_column(ARRAY(String), server_default=text("'{}'"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AnnouncementDismissal(TenantModel):
    """The person does not want to see it again; changing the announcement makes no difference."""

    __tablename__ = "announcement_dismissals"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    announcement_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
