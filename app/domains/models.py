"""Claims of companies to host names. Which hosts lead anywhere stands in `platform.domains` alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import PLATFORM_SCHEMA, HasId, PlatformModel
from app.domains.state import ClaimState, Finding, Standing
from tenants.models import Company


class DomainClaim(HasId, PlatformModel):
    """Several companies may claim a host; proof decides, and one alone is served there.

    `preferred` is the company's wish for its primary domain, which holds while the claim does.
    `looks` counts since the company last asked, at `asked_at`. `notice` is a mail that is due.
    """

    __tablename__ = "domain_claims"
    __table_args__ = (
        UniqueConstraint("company_id", "host"),
        CheckConstraint(
            "state in ('waiting_txt','waiting_cname','active','failing','disabled')", name="state"
        ),
        Index(
            "uq_domain_claims_preferred",
            "company_id",
            unique=True,
            postgresql_where=text("preferred"),
        ),
        Index("ix_domain_claims_due", "next_look_at"),
        {"schema": PLATFORM_SCHEMA},
    )

    company_id: Mapped[int] = mapped_column(ForeignKey(Company.id))
    host: Mapped[str]
    challenge: Mapped[str]
    state: Mapped[str] = mapped_column(default=ClaimState.WAITING_TXT)
    preferred: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    finding: Mapped[str] = mapped_column(default=Finding.NOTHING_YET)
    values: Mapped[list[str]] = mapped_column(
        ARRAY(String), default=list, server_default=text("'{}'")
    )
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    failing_since: Mapped[datetime | None]
    looks: Mapped[int] = mapped_column(default=0, server_default="0")
    asked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    looked_at: Mapped[datetime | None]
    next_look_at: Mapped[datetime | None]
    proven_at: Mapped[datetime | None]
    added_at: Mapped[datetime] = mapped_column(server_default=func.now())
    notice: Mapped[str | None]

    @property
    def standing(self) -> Standing:
        return Standing(ClaimState(self.state), self.failures, self.failing_since)
