"""Departments with their queue rules, opening hours and holidays."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.models import Person
from app.branding.models import BrandFile
from app.core.db import HasId, HasVersion, TenantModel


class Department(HasId, HasVersion, TenantModel):
    """Durations are in seconds. `time_zone` is an IANA name; None means the company's.

    A department without opening hours is always open, except on its holidays. `recording_fallback` is
    what becomes of a call that must be recorded and cannot be.
    """

    __tablename__ = "departments"
    __table_args__ = (
        CheckConstraint("strategy in ('ring_all','longest_idle')", name="strategy"),
        CheckConstraint("recording_policy in ('off','optional','full')", name="recording_policy"),
        CheckConstraint("recording_fallback in ('hold','end')", name="recording_fallback"),
        CheckConstraint("queue_max_size > 0", name="queue_max_size"),
        CheckConstraint("queue_max_wait_seconds > 0", name="queue_max_wait"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str] = mapped_column(default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    strategy: Mapped[str] = mapped_column(default="ring_all", server_default="ring_all")
    queue_max_size: Mapped[int] = mapped_column(default=50, server_default="50")
    queue_max_wait_seconds: Mapped[int] = mapped_column(default=1800, server_default="1800")
    service_level_seconds: Mapped[int] = mapped_column(default=60, server_default="60")
    wrap_up_seconds: Mapped[int] = mapped_column(default=120, server_default="120")
    recording_policy: Mapped[str] = mapped_column(default="optional", server_default="optional")
    recording_fallback: Mapped[str] = mapped_column(default="hold", server_default="hold")
    time_zone: Mapped[str | None]
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("brand_files.id"))
    # What attendants have behind them in its calls until they choose.
    background_id: Mapped[int | None] = mapped_column(
        ForeignKey("backgrounds.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    hours: Mapped[list[OpeningHours]] = relationship(
        cascade="all, delete-orphan", order_by="(OpeningHours.weekday, OpeningHours.opens_at)"
    )
    holidays: Mapped[list[Holiday]] = relationship(
        cascade="all, delete-orphan", order_by="Holiday.day"
    )
    logo: Mapped[BrandFile | None] = relationship(BrandFile)
    # Written through memberships.
    people: Mapped[list[Person]] = relationship(
        secondary="memberships",
        secondaryjoin="and_(Membership.person_id == Person.id, Person.active)",
        order_by="Person.name",
        viewonly=True,
    )

    @property
    def logo_url(self) -> str | None:
        return self.logo.url if self.logo else None


class OpeningHours(HasId, TenantModel):
    """Open from `opens_at` until before `closes_at`, local time; weekday 0 is Monday."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday between 0 and 6", name="weekday"),
        CheckConstraint("opens_at < closes_at", name="order"),
    )

    department_id: Mapped[int] = mapped_column(
        ForeignKey("departments.id", ondelete="CASCADE"), index=True
    )
    weekday: Mapped[int]
    opens_at: Mapped[time]
    closes_at: Mapped[time]


class Holiday(HasId, TenantModel):
    """A local calendar day on which the department stays closed."""

    __tablename__ = "holidays"

    department_id: Mapped[int] = mapped_column(
        ForeignKey("departments.id", ondelete="CASCADE"), index=True
    )
    day: Mapped[date]
    name: Mapped[str] = mapped_column(default="", server_default="")
