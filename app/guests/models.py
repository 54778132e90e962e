"""Invitations to a call, and the guests who came by them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.calls.models import Call
from app.core.db import SECRET, HasId, HasVersion, TenantModel


class CallInvitation(HasId, TenantModel):
    """The way into one call, for as long as the call lasts; several guests may come by one.

    The token is looked up by its hash; `sealed_token` is kept so that the link can be shown and mailed.
    `revoked_at` closes it to new guests, not to those who are in.
    """

    __tablename__ = "call_invitations"
    __table_args__ = (CheckConstraint("channel in ('link','email')", name="channel"),)

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info=SECRET)
    sealed_token: Mapped[str] = mapped_column(info=SECRET)
    channel: Mapped[str]
    recipient: Mapped[str | None]
    message: Mapped[str] = mapped_column(default="", server_default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_by_name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    sent_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    call: Mapped[Call] = relationship()


class Guest(HasId, HasVersion, TenantModel):
    """One browser's use of an invitation, bound to its cookie by hash; `state` follows `state.py`.

    `admitted_at` is the first time: what was written before it is not the guest's to read. `muted_at`
    and `muted_by_name` tell the page who turned its microphone off last.
    """

    __tablename__ = "guests"
    __table_args__ = (
        CheckConstraint("state in ('asked','admitted','refused','removed','left')", name="state"),
        Index("ix_guests_asking", "call_id", postgresql_where=text("state = 'asked'")),
    )

    public_id: Mapped[str] = mapped_column(unique=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("call_invitations.id"), index=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    cookie_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info=SECRET)
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    state: Mapped[str] = mapped_column(default="asked", server_default="asked")
    reason: Mapped[str | None]
    asked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    admitted_at: Mapped[datetime | None]
    muted_at: Mapped[datetime | None]
    muted_by_name: Mapped[str | None]
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())

    invitation: Mapped[CallInvitation] = relationship()
    call: Mapped[Call] = relationship()
