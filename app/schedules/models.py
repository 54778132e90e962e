"""Callbacks and scheduled calls."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clients.models import Client
from app.core.db import HasId, HasVersion, TenantModel
from app.team.models import Department


class Schedule(HasId, HasVersion, TenantModel):
    """`starts_at` is empty when the client left the time to us. `source` says how it came about."""

    __tablename__ = "schedules"
    __table_args__ = (
        CheckConstraint(
            "status in ('pending','confirmed','completed','canceled','no_show')", name="status"
        ),
        CheckConstraint("source in ('queue_full','timed_out','out_of_hours')", name="source"),
    )

    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    visit_id: Mapped[int | None] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column(default="pending", server_default="pending")
    source: Mapped[str]
    starts_at: Mapped[datetime | None]
    phone: Mapped[str] = mapped_column(default="", server_default="")
    notes: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)

    department: Mapped[Department] = relationship()
    client: Mapped[Client] = relationship()
