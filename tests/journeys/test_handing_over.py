"""Hold, and the ways to hand a client over."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.access.models import Person
from app.calls.models import Leg
from app.core.db import db
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.talk import expect_talking
from tests.journeys.workstation import Workstation

pytestmark = pytest.mark.timeout(300)
ON_HOLD = "You are on hold. Nobody sees or hears you until the conversation goes on."


def test_hold_stops_picture_and_sound_until_it_is_resumed(open_house: OpenHouse) -> None:
    house = open_house()
    client, desk = house.talking()
    expect_talking(client.side, desk.side)
    desk.press("Hold")
    client.expect_text(ON_HOLD)
    client.expect_accessible(390)
    assert client.side.hears_nothing() is True
    assert not client.side.sees_moving()
    desk.press("Resume")
    expect(client.text(ON_HOLD)).to_be_hidden()
    expect_talking(client.side, desk.side)


def test_a_cold_transfer_brings_the_client_to_the_colleague(open_house: OpenHouse) -> None:
    house = open_house()
    client, desk = house.talking()
    colleague = house.workstation(house.person("Bruno Reis"))
    hand_over(desk, "Bruno Reis", "Hand over at once", note="Wants a new card")
    expect(desk.closing).to_be_visible()
    expect(colleague.ringing).to_contain_text("Wants a new card")
    colleague.expect_accessible(390)
    colleague.accept()
    client.other = "Bruno Reis"
    expect_talking(client.side, colleague.side)
    (call,) = house.calls()
    assert call.status == "in_progress"
    assert legs_of(house) == [("answer", "Ana Prado"), ("transfer", "Bruno Reis")]


def test_a_warm_transfer_begins_with_a_word_between_attendants(open_house: OpenHouse) -> None:
    house = open_house()
    client, desk = house.talking()
    colleague = house.workstation(house.person("Carla Dias"))
    hand_over(desk, "Carla Dias", "Talk to the colleague first")
    client.expect_text(ON_HOLD)
    colleague.press("Accept", colleague.ringing)
    desk.other, colleague.other = "Carla Dias", "Ana Prado"
    expect_talking(desk.side, colleague.side)
    desk.press("Complete transfer")
    client.other, colleague.other = "Carla Dias", client.name
    expect_talking(client.side, colleague.side)


def hand_over(desk: Workstation, name: str, mode: str, note: str = "") -> None:
    desk.press("Transfer")
    dialog = desk.dialog("Transfer call")
    dialog.get_by_text("Colleague", exact=True).click()
    dialog.get_by_role("radio", name=name).check()
    dialog.get_by_role("radio", name=mode).check()
    dialog.get_by_role("textbox", name="Note for the colleague").fill(note)
    desk.expect_accessible(390)
    dialog.get_by_role("button", name="Transfer now").or_(
        dialog.get_by_role("button", name="Ask the colleague")
    ).click()
    expect(dialog).to_be_hidden()


def legs_of(house: House) -> list[tuple[str, str]]:
    (call,) = house.calls()
    query = select(Leg.kind, Person.name).join(Person, Person.id == Leg.person_id)
    rows = house.read(
        lambda: db.session.execute(query.where(Leg.call_id == call.id).order_by(Leg.id))
    )
    return [(kind, name) for kind, name in rows]
