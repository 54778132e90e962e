"""What the media server has reported, and who was in which room when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import PLATFORM_SCHEMA, HasId, PlatformModel, TenantModel


class MediaWebhook(PlatformModel):
    """One report, kept under the server's own id before anything is made of it; `at` is its time there."""

    __tablename__ = "media_webhooks"
    __table_args__ = (
        Index(
            "ix_media_webhooks_waiting",
            "received_at",
            postgresql_where=text("applied_at is null"),
        ),
        {"schema": PLATFORM_SCHEMA},
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(BigInteger)
    event: Mapped[str]
    room: Mapped[str]
    identity: Mapped[str] = mapped_column(default="")
    sid: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(server_default=func.now())
    applied_at: Mapped[datetime | None]


class MediaRoom(HasId, TenantModel):
    """A room that is gone for good."""

    __tablename__ = "media_rooms"

    name: Mapped[str] = mapped_column(unique=True)
    finished_at: Mapped[datetime]


class MediaAttendance(HasId, TenantModel):
    """One stay in a room. Reports come in any order: what counts is the earliest time of each kind."""

    __tablename__ = "media_attendances"
    __table_args__ = (
        Index("ix_media_attendances_open", "room", postgresql_where=text("left_at is null")),
    )

    room: Mapped[str] = mapped_column(index=True)
    identity: Mapped[str]
    sid: Mapped[str] = mapped_column(unique=True)
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    @property
    def present(self) -> bool:
        return self.joined_at is not None and self.left_at is None
