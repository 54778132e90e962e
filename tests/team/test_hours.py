"""Opening hours and holidays in the zones where people live."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.team.hours import END_OF_DAY, is_open, next_opening
from app.team.models import Department, Holiday, OpeningHours
from tests import companies

SATURDAY, SUNDAY = 5, 6
ZONES = ("America/New_York", "America/Sao_Paulo", "Europe/Lisbon", "Australia/Lord_Howe", "UTC")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def hours(weekday: int, opens: str, closes: str) -> OpeningHours:
    end = END_OF_DAY if closes == "24:00" else time.fromisoformat(closes)
    return OpeningHours(weekday=weekday, opens_at=time.fromisoformat(opens), closes_at=end)


def department(zone: str | None, *rows: OpeningHours, holidays: tuple[str, ...] = ()) -> Department:
    days = [Holiday(day=date.fromisoformat(day)) for day in holidays]
    return Department(time_zone=zone, hours=list(rows), holidays=days)


def working_week(zone: str | None, **options) -> Department:
    return department(zone, *(hours(day, "09:00", "17:00") for day in range(5)), **options)


def test_it_is_open_from_the_first_moment_until_before_the_last() -> None:
    office = working_week("America/New_York")
    assert not is_open(office, at("2026-11-24T08:59:59-05:00"))
    assert is_open(office, at("2026-11-24T09:00:00-05:00"))
    assert is_open(office, at("2026-11-24T16:59:59-05:00"))
    assert not is_open(office, at("2026-11-24T17:00:00-05:00"))
    assert not is_open(office, at("2026-11-28T12:00:00-05:00"))


def test_while_open_the_next_opening_is_now() -> None:
    now = at("2026-11-24T10:00:00-05:00")
    assert next_opening(working_week("America/New_York"), now) == now


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        ("2026-03-05T18:00:00-05:00", "2026-03-06T09:00:00-05:00"),
        ("2026-03-06T18:00:00-05:00", "2026-03-09T09:00:00-04:00"),
        ("2026-10-30T18:00:00-04:00", "2026-11-02T09:00:00-05:00"),
    ],
    ids=["within a week", "clocks go forward", "clocks go back"],
)
def test_it_opens_by_the_clock_on_the_wall(now, opening) -> None:
    assert next_opening(working_week("America/New_York"), at(now)) == at(opening)


def test_an_hour_that_comes_twice_is_open_twice() -> None:
    bar = department("America/New_York", hours(SUNDAY, "00:30", "01:30"))
    assert is_open(bar, at("2026-11-01T01:15:00-04:00"))
    assert is_open(bar, at("2026-11-01T01:45:00-04:00"))
    assert is_open(bar, at("2026-11-01T01:15:00-05:00"))
    assert not is_open(bar, at("2026-11-01T01:30:00-05:00"))


def test_an_opening_that_the_clocks_skip_counts_by_the_offset_before() -> None:
    bar = department("America/New_York", hours(SUNDAY, "02:30", "04:00"))
    assert next_opening(bar, at("2026-03-08T00:00:00-05:00")) == at("2026-03-08T03:30:00-04:00")
    assert is_open(bar, at("2026-03-08T03:59:00-04:00"))
    assert not is_open(bar, at("2026-03-08T04:00:00-04:00"))


def test_a_night_goes_on_through_midnight() -> None:
    night = department(
        "America/Sao_Paulo",
        hours(SATURDAY, "22:00", "24:00"),
        hours(SUNDAY, "00:00", "02:00"),
    )
    start = at("2026-11-28T22:00:00-03:00")
    assert all(is_open(night, start + timedelta(minutes=minute)) for minute in range(240))
    assert not is_open(night, start + timedelta(minutes=240))


def test_a_holiday_is_a_day_of_the_department() -> None:
    always = department("America/Sao_Paulo", holidays=("2026-12-25",))
    assert is_open(always, at("2026-12-24T23:59:59-03:00"))
    # In UTC it is the 26th already.
    assert not is_open(always, at("2026-12-25T23:30:00-03:00"))
    assert next_opening(always, at("2026-12-25T12:00:00-03:00")) == at("2026-12-26T00:00:00-03:00")


def test_a_holiday_moves_the_opening_on() -> None:
    office = working_week("Europe/Lisbon", holidays=("2026-12-25", "2026-12-28"))
    assert next_opening(office, at("2026-12-24T20:00:00+00:00")) == at("2026-12-29T09:00:00+00:00")


def test_without_a_zone_of_its_own_the_company_s_counts(app, company, scope) -> None:
    companies.change(company, time_zone="Asia/Tokyo")
    with app.app_context():
        company = companies.found(company.slug)
    with scope(company):
        assert is_open(working_week(None), at("2026-11-24T09:30:00+09:00"))
        assert not is_open(working_week(None), at("2026-11-24T09:30:00+00:00"))


def test_one_that_never_opens_has_no_opening() -> None:
    mondays = [date(2026, 11, 30) + timedelta(weeks=week) for week in range(60)]
    closed = department(
        "UTC",
        hours(0, "09:00", "10:00"),
        holidays=tuple(day.isoformat() for day in mondays),
    )
    assert next_opening(closed, at("2026-11-24T12:00:00+00:00")) is None


times = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
intervals = st.tuples(st.integers(0, 6), times, times).filter(lambda row: row[1] < row[2])
minutes_of_a_year = st.integers(0, 365 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(
    zone=st.sampled_from(ZONES),
    rows=st.lists(intervals, min_size=1, max_size=5),
    passed=minutes_of_a_year,
)
def test_the_next_opening_is_the_first_open_moment(zone, rows, passed) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + passed
    found = department(
        zone, *(OpeningHours(weekday=day, opens_at=one, closes_at=two) for day, one, two in rows)
    )
    opening = next_opening(found, now)
    assert opening is not None
    assert is_open(found, opening)
    assert is_open(found, now) == (opening == now)
    assert opening == now or not is_open(found, opening - timedelta(seconds=1))
