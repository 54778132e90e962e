"""When links work: pure rules, and the same rules asked of the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.db import db
from app.links.models import AccessLink
from app.links.windows import LinkStatus, closes_at, has_status, opens_at, status_at
from tests.factories.team import DepartmentFactory

SAO_PAULO = "America/Sao_Paulo"
MIDNIGHT_THERE = datetime(2026, 3, 11, 3, 0, tzinfo=UTC)
AT = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


def link(**values: object) -> AccessLink:
    return AccessLink(**{"status": "active", "type": "reusable"} | values)


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (MIDNIGHT_THERE - timedelta(seconds=1), LinkStatus.ACTIVE),
        (MIDNIGHT_THERE, LinkStatus.EXPIRED),
    ],
)
def test_the_day_of_expiry_lasts_until_midnight_in_the_companys_zone(moment, status) -> None:
    assert status_at(link(expires_on=date(2026, 3, 10)), moment, SAO_PAULO) == status


def test_the_day_of_expiry_may_have_25_hours() -> None:
    """Clocks go back in New York on 1 November 2026."""
    closes = closes_at(link(expires_on=date(2026, 11, 1)), "America/New_York")
    assert closes == datetime(2026, 11, 2, 5, 0, tzinfo=UTC)


def test_a_scheduled_link_opens_ten_minutes_before_and_closes_thirty_after() -> None:
    scheduled = link(type="scheduled", scheduled_for=AT)
    assert opens_at(scheduled) == AT - timedelta(minutes=10)
    assert closes_at(scheduled, "UTC") == AT + timedelta(minutes=30)


def test_whatever_ends_first_closes_a_link() -> None:
    both = link(type="scheduled", scheduled_for=AT, expires_on=date(2026, 3, 9))
    assert closes_at(both, "UTC") == datetime(2026, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize("stored", ["used", "canceled"])
def test_what_has_ended_does_not_expire_any_more(stored) -> None:
    ended = link(status=stored, expires_on=date(2026, 1, 1))
    assert status_at(ended, AT, "UTC") == stored


@pytest.mark.parametrize("zone", ["UTC", SAO_PAULO, "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    "moment",
    [
        MIDNIGHT_THERE - timedelta(seconds=1),
        MIDNIGHT_THERE,
        AT + timedelta(minutes=30) - timedelta(seconds=1),
        AT + timedelta(minutes=30),
    ],
)
def test_the_database_finds_each_link_under_the_status_it_reads_as(
    scope, company, zone, moment
) -> None:
    with scope(company):
        department = DepartmentFactory()
        for number, values in enumerate(_every_kind()):
            made = link(department=department, token_hash=bytes([number]), **values)
            made.sealed_token = ""
            db.session.add(made)
        db.session.flush()
        everything = db.session.query(AccessLink).all()
        for status in LinkStatus:
            found = set(db.session.query(AccessLink.id).filter(has_status(status, moment, zone)))
            expected = {(row.id,) for row in everything if status_at(row, moment, zone) == status}
            assert found == expected


def _every_kind() -> list[dict[str, object]]:
    return [
        {},
        {"expires_on": date(2026, 3, 10)},
        {"type": "scheduled", "scheduled_for": AT},
        {"type": "scheduled", "scheduled_for": AT, "expires_on": date(2026, 3, 11)},
        {"type": "single_use", "status": "used", "expires_on": date(2026, 3, 1)},
        {"status": "canceled"},
    ]
