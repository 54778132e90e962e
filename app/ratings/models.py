"""Ratings of calls."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import HasId, TenantModel


class Rating(HasId, TenantModel):
    """One a call. `csat` 1–5, `nps` 0–10; a skipped rating has neither."""

    __tablename__ = "ratings"
    __table_args__ = (
        CheckConstraint("csat between 1 and 5", name="csat"),
        CheckConstraint("nps between 0 and 10", name="nps"),
    )

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), unique=True)
    csat: Mapped[int | None]
    nps: Mapped[int | None]
    comment: Mapped[str] = mapped_column(default="", server_default="")
    skipped: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
