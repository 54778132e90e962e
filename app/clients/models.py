"""Client records."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, func, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import HasId, HasVersion, TenantModel


class Client(HasId, HasVersion, TenantModel):
    """`email` is lower case. `total_calls` counts queue entries, `completed_calls` answered calls.

    `last_call_at` is the end of the last completed one.
    """

    __tablename__ = "clients"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_folded"),)

    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str] = mapped_column(default="", server_default="")
    tags: Mapped[list[str]] = mapped_column(ARRAY(TEXT), default=list, server_default=text("'{}'"))
    total_calls: Mapped[int] = mapped_column(default=0, server_default="0")
    completed_calls: Mapped[int] = mapped_column(default=0, server_default="0")
    last_call_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
