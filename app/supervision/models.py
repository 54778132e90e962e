"""Who supervises which call, in which mode and when; what the live list has been told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.models import Person
from app.core.db import HasId, HasVersion, TenantModel

_OPEN = text("ended_at is null")
_MODES = "mode in ('monitor','whisper','barge')"


class Supervision(HasId, HasVersion, TenantModel):
    """One supervisor's time with one call. `mode` is the present one, `modes` all of them.

    `session_id` is the sign-in that it depends on, `sid` the socket that keeps it alive, `lost_at` since
    when there is no such socket. `paused` is set while the client is out of the conversation: nothing of
    the call reaches a hidden supervisor then. `coach_room` is the whisper's own room on the media server,
    usable from `coach_ready` on. `participant_id` is the seat while barging.
    """

    __tablename__ = "supervisions"
    __table_args__ = (
        CheckConstraint(_MODES, name="mode"),
        # Whatever the code believes: a supervisor is with one call, and one of them whispers in it.
        Index("uq_supervisions_open_person", "person_id", unique=True, postgresql_where=_OPEN),
        Index(
            "uq_supervisions_whisper",
            "call_id",
            unique=True,
            postgresql_where=text("mode = 'whisper' and ended_at is null"),
        ),
    )

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    session_id: Mapped[int] = mapped_column(BigInteger, index=True)
    mode: Mapped[str]
    paused: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]
    sid: Mapped[str | None]
    lost_at: Mapped[datetime | None]
    coach_room: Mapped[str | None] = mapped_column(unique=True)
    coach_ready: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("call_participants.id"))
    problem: Mapped[str | None]

    person: Mapped[Person] = relationship()
    modes: Mapped[list[SupervisionMode]] = relationship(order_by="SupervisionMode.id")


class SupervisionMode(HasId, TenantModel):
    """A stretch of a supervision in one mode."""

    __tablename__ = "supervision_modes"
    __table_args__ = (CheckConstraint(_MODES, name="mode"),)

    supervision_id: Mapped[int] = mapped_column(ForeignKey("supervisions.id"), index=True)
    mode: Mapped[str]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class LiveCall(HasVersion, TenantModel):
    """The line of an open call as the live list knows it, so that only what differs is told.

    `department_id` is the list that it stands in.
    """

    __tablename__ = "live_calls"

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    line: Mapped[dict[str, Any]] = mapped_column(JSONB)
