"""People of a company, their departments, sessions, one-time links and the audit log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.columns import HasCredentials, IsAuditEntry, IsOneTimeToken, IsSession
from app.core.db import HasVersion, TenantModel
from app.core.ddl import append_only


class Person(HasCredentials, HasVersion, TenantModel):
    """Anyone with a login in this company. `email` is stored case-folded."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("role in ('owner','manager','supervisor','attendant')", name="role"),
        CheckConstraint("email = lower(email)", name="email_folded"),
    )

    invited_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="person", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def department_ids(self) -> frozenset[int]:
        return frozenset(membership.department_id for membership in self.memberships)


class Membership(TenantModel):
    """A person's place in a department; calls of that department may reach them."""

    __tablename__ = "memberships"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    department_id: Mapped[int] = mapped_column(
        ForeignKey("departments.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    person: Mapped[Person] = relationship(back_populates="memberships")


class PersonSession(IsSession, TenantModel):
    __tablename__ = "sessions"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)


class OneTimeToken(IsOneTimeToken, TenantModel):
    __tablename__ = "one_time_tokens"
    __table_args__ = (
        CheckConstraint("purpose in ('invitation','password_reset','entrance')", name="purpose"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)


class AuditEntry(IsAuditEntry, TenantModel):
    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "subject_kind", "subject_id"),)


append_only("audit_entries")
