"""Waiting clients, offers to attendants, and the attendants' presence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import HasId, HasVersion, TenantModel


class QueueEntry(HasId, HasVersion, TenantModel):
    """A place in a department's queue: highest `priority` first, then by `joined_at` and id.

    A transfer is an entry too, with the call's protocol, a higher priority, and, when it goes to one
    attendant, that person as `target_person_id`. `last_seen_at` moves with the client's heartbeat.
    """

    __tablename__ = "queue_entries"
    __table_args__ = (
        CheckConstraint(
            "state in ('waiting','answered','abandoned','left','rejected','timed_out','withdrawn')",
            name="state",
        ),
        Index(
            "ix_queue_entries_waiting",
            "department_id",
            "joined_at",
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "uq_queue_entries_waiting_call",
            "call_id",
            unique=True,
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    visit_id: Mapped[int] = mapped_column(BigInteger, index=True)
    state: Mapped[str] = mapped_column(default="waiting")
    priority: Mapped[int] = mapped_column(default=0, server_default="0")
    target_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    transferred_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    transfer_note: Mapped[str] = mapped_column(default="", server_default="")
    warm: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    joined_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Offer(HasId, TenantModel):
    """A client held out to one attendant until `expires_at`. Someone has one open offer at most."""

    __tablename__ = "offers"
    __table_args__ = (
        CheckConstraint(
            "state in ('open','accepted','taken','declined','expired','withdrawn')", name="state"
        ),
        Index("uq_offers_open", "person_id", unique=True, postgresql_where=text("state = 'open'")),
    )

    entry_id: Mapped[int] = mapped_column(ForeignKey("queue_entries.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[str] = mapped_column(default="open")
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Presence(HasVersion, TenantModel):
    """What an attendant is doing. `wanted` is what they chose; `state` is what holds, each with a reason.

    `state` differs from `wanted` while they are in a call or wrapping up (on_call), silent (away) or
    gone (offline). `idle_since` orders the longest-idle strategy.
    """

    __tablename__ = "presences"
    __table_args__ = (
        CheckConstraint("state in ('online','on_call','paused','away','offline')", name="state"),
        CheckConstraint("wanted in ('online','paused','offline')", name="wanted"),
    )

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[str] = mapped_column(default="offline")
    wanted: Mapped[str] = mapped_column(default="offline")
    reason: Mapped[str] = mapped_column(default="", server_default="")
    wanted_reason: Mapped[str] = mapped_column(default="", server_default="")
    since: Mapped[datetime] = mapped_column(server_default=func.now())
    heartbeat_at: Mapped[datetime | None]
    idle_since: Mapped[datetime | None]
    wrap_up_until: Mapped[datetime | None]


class PresenceChange(HasId, TenantModel):
    """The history behind engagement, availability and occupancy."""

    __tablename__ = "presence_changes"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    at: Mapped[datetime] = mapped_column(index=True)
