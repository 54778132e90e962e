"""The platform's own staff: other tables and another session audience than a company's people."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.access.columns import HasCredentials, IsAuditEntry, IsOneTimeToken, IsSession
from app.core.db import PLATFORM_SCHEMA, PlatformModel
from app.core.ddl import append_only

IN_PLATFORM = {"schema": PLATFORM_SCHEMA}


class StaffMember(HasCredentials, PlatformModel):
    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("role in ('admin','support','finance')", name="role"),
        CheckConstraint("email = lower(email)", name="email_folded"),
        IN_PLATFORM,
    )


class StaffSession(IsSession, PlatformModel):
    __tablename__ = "staff_sessions"
    __table_args__ = (IN_PLATFORM,)

    person_id: Mapped[int] = mapped_column(
        ForeignKey(StaffMember.id, ondelete="CASCADE"), index=True
    )


class StaffToken(IsOneTimeToken, PlatformModel):
    __tablename__ = "staff_tokens"
    __table_args__ = (
        CheckConstraint("purpose in ('invitation','password_reset')", name="purpose"),
        IN_PLATFORM,
    )

    person_id: Mapped[int] = mapped_column(
        ForeignKey(StaffMember.id, ondelete="CASCADE"), index=True
    )


class StaffAuditEntry(IsAuditEntry, PlatformModel):
    __tablename__ = "staff_audit_entries"
    __table_args__ = (
        Index("ix_staff_audit_entries_subject", "subject_kind", "subject_id"),
        IN_PLATFORM,
    )


append_only("staff_audit_entries", PLATFORM_SCHEMA)
