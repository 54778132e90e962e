"""Who holds a link: nobody by looking, one browser by posting the form, until it is released."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from app.clients.models import Client
from app.core.clock import utcnow
from app.links.jobs import release_silent_visits
from app.links.models import AccessLink, Visit
from app.queueing.operations import do_abandon
from app.queueing.queries import entry_of_visit
from tests import companies


@pytest.fixture
def single(floor) -> str:
    return floor.link(type="single_use")


def link_status(app, company) -> str:
    with companies.acting(app, company):
        [link] = AccessLink.query.all()
        return link.status


def test_a_scanner_that_opens_the_link_first_consumes_nothing(stranger, single) -> None:
    scanner, client = stranger(single), stranger(single)
    for path in (f"/call/{single}", f"/api/v1/visits/{single}"):
        assert scanner.browser.open(path).status_code == 200
        assert scanner.browser.open(path, method="HEAD").status_code == 200
    assert client.stage == "form"
    assert client.fill_in().status_code == 200
    assert client.stage == "devices"


def test_a_second_browser_is_told_kindly_and_the_first_one_goes_on(stranger, single) -> None:
    first, second = stranger(single), stranger(single)
    first.fill_in("Zoe")
    refused = second.fill_in("Max")
    assert refused.status_code == 409
    assert refused.json["type"].endswith("/link-claimed")
    assert second.look()["reason"] == "claimed"
    assert first.queue().json["stage"] == "waiting"


def test_of_two_browsers_at_once_one_gets_the_link(stranger, single, app, company) -> None:
    browsers = [stranger(single) for _ in range(8)]
    start = Barrier(len(browsers))

    def post(number: int) -> int:
        start.wait()
        return browsers[number].fill_in(f"Client {number}").status_code

    with ThreadPoolExecutor(len(browsers)) as pool:
        codes = sorted(pool.map(post, range(len(browsers))))
    assert codes == [200] + [409] * 7
    with companies.acting(app, company):
        assert Visit.query.count() == 1
        assert Client.query.count() == 1


def test_any_number_of_browsers_share_a_permanent_link(floor, stranger) -> None:
    token = floor.link()
    assert [stranger(token).fill_in().status_code for _ in range(3)] == [200, 200, 200]


def test_posting_twice_corrects_the_form_of_the_same_visit(stranger, single, app, company) -> None:
    caller = stranger(single)
    caller.fill_in("Zoe", email="zoe@example.com")
    room = caller.view["room"]
    caller.fill_in("Zoë", email="zoe@example.org")
    assert caller.view["room"] == room
    assert caller.view["client"]["email"] == "zoe@example.org"
    with companies.acting(app, company):
        assert Visit.query.count() == 1


def test_the_link_is_used_once_the_call_is_answered(floor, stranger, single, app, company) -> None:
    desk, caller = floor.desk(), stranger(single)
    caller.fill_in()
    caller.queue()
    assert link_status(app, company) == "active"
    desk.accept()
    assert link_status(app, company) == "used"
    late = stranger(single).fill_in()
    assert late.status_code == 410
    assert late.json["type"].endswith("/link-used")
    assert caller.stage == "in_call"


def test_leaving_the_queue_frees_the_link(stranger, single) -> None:
    first, second = stranger(single), stranger(single)
    first.fill_in()
    first.queue()
    assert first.leave().json["stage"] == "left"
    assert second.fill_in().status_code == 200
    refused = first.queue()
    assert refused.status_code == 409
    assert refused.json["type"].endswith("/link-claimed")


def test_whoever_left_may_come_back_while_the_link_is_free(stranger, single) -> None:
    first, second = stranger(single), stranger(single)
    first.fill_in()
    first.queue()
    first.leave()
    assert first.queue().json["stage"] == "waiting"
    assert second.fill_in().status_code == 409


def test_a_silent_leaver_frees_the_link(stranger, single, app, company) -> None:
    first, second = stranger(single), stranger(single)
    first.fill_in()
    first.queue()
    with companies.acting(app, company):
        entry = entry_of_visit(Visit.query.one().id)
        assert entry is not None
        do_abandon(entry.id)
    assert (first.look()["stage"], first.view["reason"]) == ("left", "abandoned")
    assert second.fill_in().status_code == 200


def test_a_full_queue_frees_the_link(make_floor, stranger) -> None:
    floor = make_floor(queue_max_size=1)
    floor.waiting()
    single = floor.link(type="single_use")
    first, second = stranger(single), stranger(single)
    first.fill_in()
    assert first.queue().json["stage"] == "rejected"
    assert second.fill_in().status_code == 200


@pytest.mark.parametrize(("minutes", "held"), [(14, True), (16, False)])
def test_fifteen_silent_minutes_before_the_queue_free_the_link(
    stranger, single, change_visits, run, minutes, held
) -> None:
    first, second = stranger(single), stranger(single)
    first.fill_in()
    change_visits(last_seen_at=utcnow() - timedelta(minutes=minutes))
    run(release_silent_visits)
    assert first.stage == "devices"
    assert second.fill_in().status_code == (409 if held else 200)
    assert first.stage == ("devices" if held else "unavailable")


def test_nobody_who_waits_or_talks_loses_the_link_by_silence(
    floor, stranger, single, change_visits, run, app, company
) -> None:
    caller = stranger(single)
    caller.fill_in()
    caller.queue()
    change_visits(last_seen_at=utcnow() - timedelta(hours=1))
    run(release_silent_visits)
    with companies.acting(app, company):
        assert Visit.query.one().released_at is None


def test_leaving_before_the_queue_frees_the_link(stranger, single) -> None:
    first, second = stranger(single), stranger(single)
    first.fill_in()
    assert first.hang_up().status_code == 200
    assert second.fill_in().status_code == 200


def test_a_scheduled_link_works_in_its_window_only(floor, stranger, change_link) -> None:
    now = utcnow()
    token = floor.link(type="scheduled", scheduled_for=(now + timedelta(hours=1)).isoformat())
    early = stranger(token)
    assert early.look()["stage"] == "countdown"
    assert early.view["link"]["opens_at"] is not None
    assert early.fill_in().json["type"].endswith("/link-too-early")
    change_link(token, scheduled_for=now + timedelta(minutes=9))
    assert early.fill_in().status_code == 200
    change_link(token, scheduled_for=now - timedelta(minutes=31))
    late = stranger(token)
    assert late.look()["reason"] == "expired"
    assert late.fill_in().status_code == 410
    assert early.queue().json["stage"] == "waiting"


def test_the_day_of_expiry_is_that_of_the_companys_zone(
    floor, stranger, change_link, company
) -> None:
    """At every moment it is a later day in Kiritimati than in Pago Pago."""
    companies.change(company, time_zone="Pacific/Pago_Pago")
    token = floor.link()
    day = (utcnow() - timedelta(hours=11)).date()
    change_link(token, expires_on=day)
    assert stranger(token).stage == "form"
    companies.change(company, time_zone="Pacific/Kiritimati")
    assert stranger(token).look()["reason"] == "expired"
