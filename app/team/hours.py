"""When a department is open: local hours and holidays, reckoned in its own time zone.

Moments are compared in UTC: on the days when clocks change, local times of one zone do not tell
which of two moments comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.team.models import Department
from tenants.context import current_company

# Stored as the end of an interval that lasts to midnight.
END_OF_DAY = time.max
LOOK_AHEAD_DAYS = 400

Interval = tuple[datetime, datetime]


def is_open(department: Department, at: datetime) -> bool:
    """Whether the department takes clients at this moment, by its hours and holidays alone."""
    day = at.astimezone(zone_of(department)).date()
    return any(start <= at < end for start, end in _open_on(department, day))


def next_opening(department: Department, at: datetime) -> datetime | None:
    """`at` itself while open, else the next opening in UTC; None if none is in sight."""
    first = at.astimezone(zone_of(department)).date()
    for ahead in range(LOOK_AHEAD_DAYS):
        for start, end in _open_on(department, first + timedelta(days=ahead)):
            if end > at:
                return max(start, at)
    return None


def zone_of(department: Department) -> ZoneInfo:
    return ZoneInfo(department.time_zone or current_company().time_zone)


def _open_on(department: Department, day: date) -> Iterator[Interval]:
    """The intervals of a local day in order, in UTC."""
    if any(holiday.day == day for holiday in department.holidays):
        return
    zone = zone_of(department)
    for opens, closes in _local_hours(department, day.weekday()):
        yield _moment(day, opens, zone), _closing(day, closes, zone)


def _local_hours(department: Department, weekday: int) -> list[tuple[time, time]]:
    if not department.hours:
        return [(time.min, END_OF_DAY)]
    return sorted(
        (row.opens_at, row.closes_at) for row in department.hours if row.weekday == weekday
    )


def _closing(day: date, closes: time, zone: ZoneInfo) -> datetime:
    if closes == END_OF_DAY:
        return _moment(day + timedelta(days=1), time.min, zone)
    # Where the hour comes twice, the department stays open through the second one.
    return _moment(day, closes.replace(fold=1), zone)


def _moment(day: date, local: time, zone: ZoneInfo) -> datetime:
    """A local time that the clocks skip counts by the offset before the change."""
    return datetime.combine(day, local, zone).astimezone(UTC)
