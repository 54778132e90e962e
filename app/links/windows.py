"""When a link works, as pure rules of time, and the same rules for the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, false, func, not_, or_

from app.links.models import AccessLink

OPENS_BEFORE = timedelta(minutes=10)
CLOSES_AFTER = timedelta(minutes=30)


class LinkStatus(StrEnum):
    """What a link reads as; `expired` is computed, the others are stored."""

    ACTIVE = "active"
    USED = "used"
    EXPIRED = "expired"
    CANCELED = "canceled"


def opens_at(link: AccessLink) -> datetime | None:
    """None for a link that is open from the start."""
    return link.scheduled_for - OPENS_BEFORE if link.scheduled_for else None


def closes_at(link: AccessLink, time_zone: str) -> datetime | None:
    """The moment from which the link is expired; None for one that never is."""
    ends = []
    if link.scheduled_for:
        ends.append(link.scheduled_for + CLOSES_AFTER)
    if link.expires_on:
        ends.append(_end_of_day(link.expires_on, time_zone))
    return min(ends, default=None)


def status_at(link: AccessLink, now: datetime, time_zone: str) -> LinkStatus:
    stored = LinkStatus(link.status)
    closes = closes_at(link, time_zone)
    if stored is LinkStatus.ACTIVE and closes is not None and now >= closes:
        return LinkStatus.EXPIRED
    return stored


def has_status(status: LinkStatus, now: datetime, time_zone: str) -> ColumnElement[bool]:
    """The condition for rows that `status_at` gives this status."""
    expired = _expired(now, time_zone)
    if status is LinkStatus.EXPIRED:
        return and_(AccessLink.status == LinkStatus.ACTIVE, expired)
    if status is LinkStatus.ACTIVE:
        return and_(AccessLink.status == LinkStatus.ACTIVE, not_(expired))
    return AccessLink.status == status


def local_day(now: datetime, time_zone: str) -> date:
    return now.astimezone(ZoneInfo(time_zone)).date()


def _expired(now: datetime, time_zone: str) -> Any:
    past_day = func.coalesce(AccessLink.expires_on < local_day(now, time_zone), false())
    past_window = func.coalesce(AccessLink.scheduled_for <= now - CLOSES_AFTER, false())
    return or_(past_day, past_window)


def _end_of_day(day: date, time_zone: str) -> datetime:
    """In UTC, so that differences to it are true across a change of the clocks."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(time_zone))
    return midnight.astimezone(UTC)
