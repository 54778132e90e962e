"""The client's word on a call: once, skippable, and for a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.calls.models import Call
from app.ratings.models import Rating
from tests.floor import Caller, Floor

GOOD = {"csat": 5, "nps": 10, "comment": "Quick & kind"}


@pytest.fixture
def talked(floor: Floor) -> Caller:
    """A client whose call has just ended."""
    desk, caller = floor.desk(), floor.waiting()
    desk.accept()
    caller.hang_up()
    return caller


def rate(caller: Caller, **rating: object):
    return caller._send("POST", "/rating", json=rating)


def test_a_call_is_rated_by_its_client(talked, scope, company) -> None:
    answer = rate(talked, **GOOD)
    assert answer.status_code == 200
    assert answer.json["stage"] == "finished"
    assert answer.json["rating"]["possible"] is False
    with scope(company):
        rating = Rating.query.one()
        assert (rating.csat, rating.nps, rating.comment) == (5, 10, "Quick & kind")
        assert Call.query.one().rated_at is not None


def test_one_of_the_two_numbers_is_enough(talked) -> None:
    assert rate(talked, nps=0).status_code == 200


def test_a_rating_can_be_skipped_and_that_is_final(talked, scope, company) -> None:
    assert rate(talked, skipped=True).json["stage"] == "finished"
    with scope(company):
        assert Rating.query.one().skipped is True
    assert rate(talked, **GOOD).status_code == 409


def test_a_second_rating_is_refused_and_changes_nothing(talked, scope, company) -> None:
    rate(talked, csat=2)
    again = rate(talked, **GOOD)
    assert again.status_code == 409
    assert again.json["type"].endswith("/already-rated")
    with scope(company):
        assert Rating.query.one().csat == 2


@pytest.mark.parametrize(
    ("rating", "field"),
    [
        ({}, "csat"),
        ({"csat": 0}, "csat"),
        ({"csat": 6}, "csat"),
        ({"csat": 4.5}, "csat"),
        ({"nps": -1}, "nps"),
        ({"nps": 11}, "nps"),
        ({"csat": 3, "comment": "x" * 1001}, "comment"),
        ({"csat": 3, "skipped": True}, "skipped"),
    ],
)
def test_values_out_of_range_are_named(talked, rating, field) -> None:
    refused = rate(talked, **rating)
    assert refused.status_code == 422
    assert list(refused.json["errors"]) == [field]


def test_the_same_link_rates_late_but_not_too_late(talked, scope, company) -> None:
    def end(ago: timedelta) -> None:
        with scope(company):
            call = Call.query.one()
            call.ended_at = call.ended_at - ago

    end(timedelta(hours=23))
    assert talked.stage == "rating"
    end(timedelta(hours=1))
    refused = rate(talked, **GOOD)
    assert refused.status_code == 409
    assert refused.json["type"].endswith("/rating-closed")


def test_a_call_is_not_rated_while_it_goes_on_or_if_nobody_answered(floor) -> None:
    desk, talking = floor.desk(), floor.waiting()
    desk.accept()
    assert rate(talking, **GOOD).json["type"].endswith("/rating-closed")
    alone = floor.waiting()
    alone.leave()
    assert rate(alone, **GOOD).json["type"].endswith("/rating-closed")


def test_another_browser_cannot_rate(talked, floor, app, company) -> None:
    from tests.browser import Browser

    other = Caller(Browser(app, company.host), talked.token)
    assert rate(other, **GOOD).status_code == 401


def test_whoever_sees_the_call_sees_the_rating(talked, floor, scope, company) -> None:
    with scope(company):
        call_id = Call.query.one().id
    manager = floor.browser_of(floor.manager)
    assert manager.get(f"/calls/{call_id}/rating").json == {"rating": None}
    rate(talked, **GOOD)
    shown = manager.get(f"/calls/{call_id}/rating").json["rating"]
    assert (shown["csat"], shown["nps"], shown["comment"]) == (5, 10, "Quick & kind")
    stranger = floor.desk("Bia", online=False).browser
    assert stranger.get(f"/calls/{call_id}/rating").status_code == 404
