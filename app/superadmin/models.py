"""What the platform keeps about its companies: counted facts, noted revenue, and long tasks."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import PLATFORM_SCHEMA, HasId, PlatformModel
from tenants.models import Company

IN_PLATFORM = {"schema": PLATFORM_SCHEMA}


class CompanyUsage(PlatformModel):
    """What a company used when it was last counted: for lists, its own page counts anew.

    `use_percent` is that of its fullest limit: above 100 it is over, 0 where nothing is limited.
    `calls` are those of the 30 days before.
    """

    __tablename__ = "company_usage"
    __table_args__ = (IN_PLATFORM,)

    company_id: Mapped[int] = mapped_column(
        ForeignKey(Company.id), primary_key=True, autoincrement=False
    )
    attendants: Mapped[int]
    departments: Mapped[int]
    people: Mapped[int]
    calls: Mapped[int]
    use_percent: Mapped[int] = mapped_column(index=True)
    last_signed_in_at: Mapped[datetime | None]
    counted_at: Mapped[datetime] = mapped_column(server_default=func.now())


class RevenueDay(PlatformModel):
    """Recurring revenue of a month as it stood at the end of a day, in UTC, or as it stands today."""

    __tablename__ = "revenue_days"
    __table_args__ = (IN_PLATFORM,)

    day: Mapped[date] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int]


class TaskKind(StrEnum):
    PROVISION = "provision"
    EXPORT = "export"
    ERASE = "erase"


class TaskState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"


class CompanyTask(HasId, PlatformModel):
    """Something long that staff asked for; it waits until its job is through, however often that takes.

    `payload` holds what the job needs and later what it made; nothing personal stays in it afterwards.
    While a worker has it, `due_at` is when another one may try. `expires_at` ends what was made.
    """

    __tablename__ = "company_tasks"
    __table_args__ = (
        CheckConstraint("kind in ('provision','export','erase')", name="kind"),
        CheckConstraint("state in ('waiting','done','failed','expired')", name="state"),
        Index(
            "uq_company_tasks_waiting",
            "company_id",
            "kind",
            unique=True,
            postgresql_where=text("state = 'waiting'"),
        ),
        IN_PLATFORM,
    )

    company_id: Mapped[int] = mapped_column(ForeignKey(Company.id), index=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=TaskState.WAITING)
    payload: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default=text("'{}'")
    )
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    error: Mapped[str | None]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    due_at: Mapped[datetime] = mapped_column(server_default=func.now())
    done_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
