"""A call goes on when a page is loaded again and when a web process dies."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.calls.models import Drop, Participant
from app.core.db import db
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.talk import FrameWatch, expect_talking
from tests.patience import eventually

pytestmark = pytest.mark.timeout(300)
LONGEST_GAP_SECONDS = 2


def test_a_reload_of_either_side_brings_picture_and_sound_back(open_house: OpenHouse) -> None:
    house = open_house()
    client, desk = house.talking()
    expect_talking(client.side, desk.side)
    for screen in (client, desk):
        screen.page.reload()
        expect_talking(client.side, desk.side)
    drops = drops_of(house)
    assert len(drops) == 2
    assert all(drop.reconnected_at for drop in drops)
    (call,) = house.calls()
    assert call.status == "in_progress"


def test_the_picture_goes_on_while_web_processes_are_killed(open_house: OpenHouse) -> None:
    house = open_house()
    client, desk = house.talking()
    expect_talking(client.side, desk.side)
    sids = sids_of(house)
    # One after the other, so that the sockets of both sides are among those that die.
    for number in (0, 1):
        watch = FrameWatch([client.side, desk.side])
        house.site.kill_web_process(number)
        watch.expect_frames(60)
        assert watch.worst_gap_seconds() < LONGEST_GAP_SECONDS
        house.site.start_web_process(number)
    eventually(lambda: all_connected(house) and not sids & sids_of(house), 60)
    client.write("Still here")
    desk.press("Chat")
    desk.expect_message("Still here")
    assert all(drop.reconnected_at for drop in drops_of(house))
    expect_talking(client.side, desk.side)


def all_connected(house: House) -> bool:
    return all(one.connected and one.sid for one in participants_of(house))


def sids_of(house: House) -> set[str | None]:
    return {one.sid for one in participants_of(house)}


def participants_of(house: House) -> list[Participant]:
    (call,) = house.calls()
    query = select(Participant).where(Participant.call_id == call.id)
    return house.read(lambda: list(db.session.scalars(query)))


def drops_of(house: House) -> list[Drop]:
    (call,) = house.calls()
    query = select(Drop).where(Drop.call_id == call.id)
    return house.read(lambda: list(db.session.scalars(query)))
