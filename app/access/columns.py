"""Columns that people and staff have alike, so that one code serves both audiences."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, LargeBinary, func, text
from sqlalchemy.dialects.postgresql import ARRAY, INET, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import SECRET, HasId


class HasCredentials(HasId):
    """Who can sign in. `email` is stored case-folded; secrets are hashed or sealed."""

    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    password_hash: Mapped[str | None] = mapped_column(info=SECRET)
    language: Mapped[str | None]
    theme: Mapped[str] = mapped_column(default="auto", server_default="auto")
    totp_secret: Mapped[str | None] = mapped_column(info=SECRET)
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]
    recovery_hashes: Mapped[list[bytes]] = mapped_column(
        ARRAY(LargeBinary), default=list, server_default=text("'{}'"), info=SECRET
    )
    last_signed_in_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class IsSession(HasId):
    """A signed-in browser. Only the hash of its cookie is stored."""

    if TYPE_CHECKING:
        person_id: Mapped[int]

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info=SECRET)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ip_address: Mapped[str | None] = mapped_column(INET)
    user_agent: Mapped[str] = mapped_column(default="", server_default="")


class IsOneTimeToken(HasId):
    """A single-use link by mail: invitation or password reset."""

    if TYPE_CHECKING:
        person_id: Mapped[int]

    purpose: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info=SECRET)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class IsAuditEntry(HasId):
    """One fact, chained to the one before it; the database refuses changes and removals."""

    at: Mapped[datetime]
    actor_kind: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    ip_address: Mapped[str | None]
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
