"""Sign-ups on the platform, and how far a new company has come with its setting up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import PLATFORM_SCHEMA, SECRET, HasId, PlatformModel, TenantModel
from tenants.models import Company


class Signup(HasId, PlatformModel):
    """One stranger's way to a company. Secrets are stored hashed: `token_hash` is the browser's,
    `link_hash` and `code_hash` are those of the latest mail.

    `mail_due` is set until that mail has gone out. `slug` is only wished for until the company's row
    holds it. `flagged` marks an address of a throw-away mail service, for the staff.
    """

    __tablename__ = "signups"
    __table_args__ = (
        CheckConstraint(
            "state in ('email','address','provisioning','payment','ready')", name="state"
        ),
        CheckConstraint("email = lower(email)", name="email_folded"),
        Index("ix_signups_open", "id", postgresql_where=text("mail_due or state = 'provisioning'")),
        {"schema": PLATFORM_SCHEMA},
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info=SECRET)
    state: Mapped[str]
    company_name: Mapped[str]
    slug: Mapped[str]
    person_name: Mapped[str]
    email: Mapped[str] = mapped_column(index=True)
    password_hash: Mapped[str | None] = mapped_column(info=SECRET)
    language: Mapped[str]
    time_zone: Mapped[str]
    plan: Mapped[str]
    interval: Mapped[str]
    currency: Mapped[str]
    terms_version: Mapped[str]
    flagged: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    mail_due: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    link_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True, info=SECRET)
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    code_attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    code_expires_at: Mapped[datetime | None]
    company_id: Mapped[int | None] = mapped_column(ForeignKey(Company.id), unique=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    mailed_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    ready_at: Mapped[datetime | None]


class SetupStep(TenantModel):
    """A step of the setting up that somebody chose to pass over; what was done shows by itself."""

    __tablename__ = "setup_steps"

    name: Mapped[str] = mapped_column(primary_key=True)
    skipped_at: Mapped[datetime] = mapped_column(server_default=func.now())
