"""A call, its legs, the people in it, and what happened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import utcnow
from app.core.db import HasId, HasVersion, TenantModel


class Call(HasId, HasVersion, TenantModel):
    """Made when a client joins the queue; the protocol number stays through every transfer.

    `status` follows `state.py`. `form` keeps what the client wrote, whatever the client record says.
    `media_epoch` rises when the media path changes; signals of an older epoch are dropped.
    `media_room` names the room on the media server while `media_mode` is `sfu`, or the one that is ready
    for it; `media_wanted_for` says why it is to move there, `media_problem` why it could not.
    `consult_room` is where a warm transfer's two attendants talk then. `media_lost_at` is set while a call
    on the media server has lost it. `recording`, `coaching` and `asking` are what the call's screens show
    of recordings, whispering supervisors and guests at the door; their own slices write them, through
    `operations.do_show`. A `locked` call takes no new guests.
    `consulting_leg_id` is set while a warm transfer's two attendants talk and the client holds.
    """

    __tablename__ = "calls"
    __table_args__ = (
        CheckConstraint(
            "status in ('waiting','in_progress','completed','missed','transferred','disconnect')",
            name="status",
        ),
        CheckConstraint(
            "outcome in ('converted','not_converted','not_applicable')", name="outcome"
        ),
        CheckConstraint("media_mode in ('p2p','sfu')", name="media_mode"),
        Index(
            "ix_calls_open",
            "status",
            postgresql_where=text("status in ('waiting','in_progress','transferred')"),
        ),
    )

    protocol: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column(default="waiting")
    end_reason: Mapped[str | None]
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    visit_id: Mapped[int] = mapped_column(BigInteger, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    form: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    language: Mapped[str] = mapped_column(default="en")
    media_mode: Mapped[str] = mapped_column(default="p2p", server_default="p2p")
    media_epoch: Mapped[int] = mapped_column(default=1, server_default="1")
    media_room: Mapped[str | None] = mapped_column(unique=True)
    media_problem: Mapped[str | None]
    media_wanted_for: Mapped[str | None]
    media_wanted_at: Mapped[datetime | None]
    media_lost_at: Mapped[datetime | None]
    consult_room: Mapped[str | None] = mapped_column(unique=True)
    locked: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    recording: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    coaching: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    asking: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, default=list, server_default=text("'[]'")
    )
    on_hold: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    consulting_leg_id: Mapped[int | None] = mapped_column(BigInteger)
    notes: Mapped[str] = mapped_column(default="", server_default="")
    tags: Mapped[list[str]] = mapped_column(ARRAY(TEXT), default=list, server_default=text("'{}'"))
    outcome: Mapped[str | None]
    short_abandon: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    rated_at: Mapped[datetime | None]

    legs: Mapped[list[Leg]] = relationship(order_by="Leg.id", foreign_keys="Leg.call_id")
    participants: Mapped[list[Participant]] = relationship(order_by="Participant.id")
    events: Mapped[list[CallEvent]] = relationship(order_by="CallEvent.id")


class Leg(HasId, TenantModel):
    """One attendant's part of a call. `wrap_up_until` and `closed_at` bound the after-call work."""

    __tablename__ = "call_legs"
    __table_args__ = (
        # One attendant talks in one call at a time, whatever the code believes.
        Index(
            "uq_call_legs_live_person",
            "person_id",
            unique=True,
            postgresql_where=text("ended_at is null"),
        ),
    )

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(default="answer", server_default="answer")
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]
    hold_seconds: Mapped[int] = mapped_column(default=0, server_default="0")
    held_since: Mapped[datetime | None]
    wrap_up_until: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class Participant(HasId, TenantModel):
    """Someone in the call. `connection` names the page load that carries the media now.

    `last_seen_at` moves with heartbeats; `reconnect_deadline` is set while the person is missing.
    """

    __tablename__ = "call_participants"
    __table_args__ = (
        CheckConstraint("kind in ('client','attendant','guest','supervisor')", name="kind"),
    )

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    guest_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    name: Mapped[str]
    sid: Mapped[str | None] = mapped_column(index=True)
    connection: Mapped[str | None]
    connected: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    microphone: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    camera: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    screen: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    reconnect_deadline: Mapped[datetime | None]

    def carry(self, sid: str, connection: str) -> None:
        """The page behind this socket has the media from now on."""
        self.sid = sid
        self.connection = connection
        self.connected = True
        self.last_seen_at = utcnow()
        self.reconnect_deadline = None


class Drop(HasId, TenantModel):
    """A lost connection: both times are the server's; `reconnected_at` stays empty if nobody came back."""

    __tablename__ = "call_drops"

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("call_participants.id"), index=True)
    disconnected_at: Mapped[datetime]
    reconnected_at: Mapped[datetime | None]


class CallEvent(HasId, TenantModel):
    """A line of the call's timeline."""

    __tablename__ = "call_events"

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    actor_name: Mapped[str] = mapped_column(default="", server_default="")
    details: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default=text("'{}'")
    )


class Message(HasId, TenantModel):
    """A chat line; `text` may be empty when a file stands for itself."""

    __tablename__ = "call_messages"

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("call_participants.id"))
    text: Mapped[str] = mapped_column(default="", server_default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("call_attachments.id"))
    sent_at: Mapped[datetime]

    participant: Mapped[Participant] = relationship()
    attachment: Mapped[Attachment | None] = relationship()


class Attachment(HasId, TenantModel):
    """A file of the chat, kept privately in the object store under `key`; size in bytes."""

    __tablename__ = "call_attachments"

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    name: Mapped[str]
    type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    stored_at: Mapped[datetime] = mapped_column(server_default=func.now())


class QualityMinute(HasId, TenantModel):
    """A participant's connection over one minute: means and worst values of the browser's samples.

    `rtt_ms` milliseconds, `loss_percent` 0–100, bitrates bits per second.
    """

    __tablename__ = "call_quality_minutes"
    __table_args__ = (Index("uq_call_quality_minutes", "participant_id", "minute", unique=True),)

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("call_participants.id"))
    minute: Mapped[datetime]
    samples: Mapped[int]
    rtt_ms: Mapped[float | None]
    rtt_ms_worst: Mapped[float | None]
    loss_percent: Mapped[float | None]
    loss_percent_worst: Mapped[float | None]
    bitrate_in: Mapped[float | None]
    bitrate_out: Mapped[float | None]
    width: Mapped[int | None]
    height: Mapped[int | None]


class QualityAlert(HasId, HasVersion, TenantModel):
    """A participant's line that is bad for longer than a moment: `latency` in milliseconds, `loss` in
    percent.

    A row begins as a suspicion; `raised_at` makes it an alert, `cleared_at` ends it. `bad_samples` and
    `good_samples` are those in a row until now.
    """

    __tablename__ = "call_quality_alerts"
    __table_args__ = (
        CheckConstraint("kind in ('latency','loss')", name="kind"),
        Index(
            "uq_call_quality_alerts_open",
            "participant_id",
            "kind",
            unique=True,
            postgresql_where=text("cleared_at is null"),
        ),
        Index("ix_call_quality_alerts_raised_at", "raised_at"),
    )

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("call_participants.id"))
    kind: Mapped[str]
    bad_samples: Mapped[int] = mapped_column(default=0, server_default="0")
    good_samples: Mapped[int] = mapped_column(default=0, server_default="0")
    value: Mapped[float]
    worst: Mapped[float]
    since: Mapped[datetime]
    raised_at: Mapped[datetime | None]
    cleared_at: Mapped[datetime | None]

    call: Mapped[Call] = relationship()
    participant: Mapped[Participant] = relationship()
