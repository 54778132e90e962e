"""The product's main job from the link to the rating, on both sides."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.calls.models import Message
from app.clients.models import Client
from app.core.db import db
from app.ratings.models import Rating
from tests.factories.access import PASSWORD
from tests.journeys.client_room import ClientRoom
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.talk import expect_talking
from tests.journeys.workstation import Workstation
from tests.patience import eventually

TITLES = {
    ("en", "desktop"): "Client services",
    ("en", "phone"): "Card services",
    ("pt-BR", "desktop"): "Central do cliente",
    ("pt-BR", "phone"): "Central de cartões",
}
pytestmark = pytest.mark.timeout(400)


@pytest.mark.parametrize("language", ["en", "pt-BR"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_from_the_link_to_the_rating(open_house: OpenHouse, language: str, size: str) -> None:
    house = open_house(language, name=TITLES[language, size])
    desk = signed_in_by_form(house)
    client = house.client(size=size)
    into_the_queue(client)
    answered(desk, client)
    if size == "phone":
        client.shoot("client-phone")
    else:
        desk.shoot("workstation")
    chat_and_mute(desk, client)
    ended_and_rated(desk, client)
    check_rows(house)


def signed_in_by_form(house: House) -> Workstation:
    person = house.person()
    desk = house.workstation_signed_out()
    desk.field("Email").fill(person.email)
    desk.page.locator("input[type=password]").fill(PASSWORD)
    desk.expect_accessible(390)
    desk.press("Sign in")
    expect(desk.button("Go online")).to_be_visible()
    desk.go_online()
    desk.expect_accessible(390)
    return desk


def into_the_queue(client: ClientRoom) -> None:
    client.expect_accessible()
    client.check_in()
    expect(client.text("We hear you")).to_be_visible()
    client.expect_accessible()
    client.press("Join the queue")
    expect(client.place).to_contain_text("1")
    client.expect_accessible()


def answered(desk: Workstation, client: ClientRoom) -> None:
    expect(desk.ringing).to_contain_text(client.name)
    expect(desk.button("Accept")).to_be_enabled()
    desk.expect_accessible(390)
    desk.accept()
    expect_talking(client.side, desk.side)
    client.expect_accessible()
    desk.expect_accessible(390)


def chat_and_mute(desk: Workstation, client: ClientRoom) -> None:
    desk.write("Good morning")
    client.expect_message("Good morning")
    client.write("I lost my card")
    desk.expect_message("I lost my card")
    desk.expect_accessible()
    desk.press("Mute")
    muted = client.side.remote.get_by_label(client.say("{{name}} is muted", name=client.other))
    expect(muted).to_be_visible()
    desk.press("Unmute")
    expect(muted).to_be_hidden()
    client.press("Mute")
    expect(
        desk.side.remote.get_by_label(desk.say("{{name}} is muted", name=desk.other))
    ).to_be_visible()


def ended_and_rated(desk: Workstation, client: ClientRoom) -> None:
    desk.end_call()
    desk.expect_accessible(390)
    desk.finish_by_keyboard("card", "Sent a new one")
    expect(client.button("Send rating")).to_be_visible()
    client.expect_accessible()
    client.rate(5, 9, "Quick and kind")
    client.expect_text("Thank you")
    client.expect_accessible()


def check_rows(house: House) -> None:
    (call,) = house.calls()
    assert (call.status, call.end_reason, call.outcome) == (
        "completed",
        "attendant_ended",
        "converted",
    )
    assert (call.tags, call.notes) == (["card"], "Sent a new one")
    with house.scope():
        rating = db.session.scalars(select(Rating).where(Rating.call_id == call.id)).one()
        assert (rating.csat, rating.nps, rating.comment) == (5, 9, "Quick and kind")
        said = select(Message.text).where(Message.call_id == call.id).order_by(Message.id)
        assert db.session.scalars(said).all() == ["Good morning", "I lost my card"]
        assert db.session.get_one(Client, call.client_id).email == "zoe@client.example"
    eventually(lambda: house.calls()[0].closed_at)
