"""The order of events a room, kept where the facts are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import TenantModel


class RealtimeRoom(TenantModel):
    """`seq` is the number of the last event; its row lock makes commit order and event order one."""

    __tablename__ = "realtime_rooms"

    room: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)


class RealtimeEvent(TenantModel):
    """What a client that was away for a moment catches up with; swept after an hour."""

    __tablename__ = "realtime_events"
    __table_args__ = (Index("ix_realtime_events_at", "at"),)

    room: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class RealtimeSocket(TenantModel):
    """A live connection. `seen_at` moves with its heartbeat; a stale row is a connection that is gone.

    Exactly one of person, visit, guest and support access is set. `connection` is the page's name for
    the media of a call that begins while this socket lives.
    """

    __tablename__ = "realtime_sockets"

    sid: Mapped[str] = mapped_column(primary_key=True)
    namespace: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    session_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    visit_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    guest_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    support_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    connection: Mapped[str | None]
    connected_at: Mapped[datetime] = mapped_column(server_default=func.now())
    seen_at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
