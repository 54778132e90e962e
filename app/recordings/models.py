"""Recordings of calls, their parts, and who agreed to be recorded."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import HasId, HasVersion, TenantModel
from app.recordings.state import LIVE, ConsentState, PartState, RecordingState


def _one_of(states: object) -> str:
    return ",".join(f"'{state}'" for state in states)  # type: ignore[attr-defined]


class Recording(HasId, HasVersion, TenantModel):
    """One attempt to record a call, from the question to its last file; `state` follows `state.py`.

    `department_id` is the department that recorded, also after a transfer. `started_by_id` is empty where
    the department's policy asked. `started_at` is the first moment on disk, `ended_at` the last.
    `failure` is a short machine word ("no-recorder", "media-server-unreachable", "disk-full", …).
    `start_by`: a mandatory recording that has not started by then holds or ends the call, and `holds_call`
    says that it holds it now. `purge_after` is set when the call ends, None keeps it for ever; the row
    stays after `purged_at`.
    """

    __tablename__ = "recordings"
    __table_args__ = (
        CheckConstraint(f"state in ({_one_of(RecordingState)})", name="state"),
        CheckConstraint("engine in ('browser','egress')", name="engine"),
        Index(
            "uq_recordings_live_call",
            "call_id",
            unique=True,
            postgresql_where=text(f"state in ({_one_of(LIVE)})"),
        ),
        Index(
            "ix_recordings_purge_after",
            "purge_after",
            postgresql_where=text("purged_at is null"),
        ),
    )

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    state: Mapped[str] = mapped_column(default="asking")
    engine: Mapped[str] = mapped_column(default="browser", server_default="browser")
    mandatory: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    requested_at: Mapped[datetime]
    queued_at: Mapped[datetime | None]
    start_by: Mapped[datetime | None]
    holds_call: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]
    failure: Mapped[str | None]
    purge_after: Mapped[datetime | None]
    legal_hold: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    legal_hold_reason: Mapped[str] = mapped_column(default="", server_default="")
    legal_hold_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    legal_hold_at: Mapped[datetime | None]
    purged_at: Mapped[datetime | None]

    parts: Mapped[list[Part]] = relationship(order_by="Part.number")
    consents: Mapped[list[Consent]] = relationship(order_by="Consent.id")


class Part(HasId, TenantModel):
    """One file of a recording; `number` counts from 1.

    `node` names the machine and process that has the file, `heartbeat_at` moves while it writes or
    uploads. `seconds` is the length by ffprobe, `size` in bytes and `sha256` (hex) are of the final file,
    `key` its object in the store, `local_path` empty once the object is verified. `upload_progress` is
    0–100, `upload_id` that of an unfinished multipart upload. `failure` as in `Recording`.
    """

    __tablename__ = "recording_parts"
    __table_args__ = (
        CheckConstraint(f"state in ({_one_of(PartState)})", name="state"),
        CheckConstraint("upload_progress between 0 and 100", name="upload_progress"),
        Index("uq_recording_parts_number", "recording_id", "number", unique=True),
        # What a recorder or an uploader has to look after.
        Index(
            "ix_recording_parts_unfinished",
            "state",
            "heartbeat_at",
            postgresql_where=text("state in ('starting','recording','finished','uploading')"),
        ),
    )

    recording_id: Mapped[int] = mapped_column(ForeignKey("recordings.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(default="starting")
    node: Mapped[str | None]
    heartbeat_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    seconds: Mapped[float | None]
    size: Mapped[int] = mapped_column(default=0, server_default="0")
    sha256: Mapped[str | None]
    key: Mapped[str | None] = mapped_column(unique=True)
    local_path: Mapped[str | None]
    upload_id: Mapped[str | None]
    upload_progress: Mapped[int] = mapped_column(default=0, server_default="0")
    upload_attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    stored_at: Mapped[datetime | None]
    purged_at: Mapped[datetime | None]
    failure: Mapped[str | None]


class Consent(HasId, TenantModel):
    """What one person in the call answered; a recorder shows and mixes those who accepted only.

    `text_version` names the text that was shown (`texts.py`), `language` the language it was shown in.
    `asked_times` counts the questions, the last one at `asked_at`, open until `answer_until`.
    """

    __tablename__ = "recording_consents"
    __table_args__ = (
        CheckConstraint(f"state in ({_one_of(ConsentState)})", name="state"),
        Index("uq_recording_consents", "recording_id", "participant_id", unique=True),
        Index(
            "ix_recording_consents_open", "answer_until", postgresql_where=text("state = 'asked'")
        ),
    )

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    recording_id: Mapped[int] = mapped_column(ForeignKey("recordings.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("call_participants.id"))
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default="asked")
    asked_at: Mapped[datetime]
    answer_until: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    text_version: Mapped[str]
    language: Mapped[str]
    asked_times: Mapped[int] = mapped_column(default=1, server_default="1")
