"""Monitor, whisper and barge between real browsers, told apart by the tones of their voices."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from app.calls.models import Call
from app.core.db import db
from media import livekit
from tests import companies
from tests.journeys.client_room import ClientRoom
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.media.watch import REMEMBER_CONNECTIONS
from tests.journeys.supervisor import Supervisor, live_calls
from tests.journeys.talk import expect_talking
from tests.journeys.tones import (
    ABSENT,
    ATTENDANT,
    CLIENT,
    SUPERVISOR,
    expect_never,
    hears,
    levels,
    steady_tone,
)
from tests.journeys.workstation import Workstation
from tests.patience import eventually

pytestmark = [pytest.mark.alone, pytest.mark.timeout(400)]
SUE = "Sofia Ramos"
HOLD = "Hold to answer"


def three(house: House) -> tuple[ClientRoom, Workstation, Supervisor]:
    """A client and an attendant who talk, and a supervisor who looks at the list, each with a tone."""
    house.windows.script = voice(ATTENDANT)
    desk = house.workstation()
    house.windows.script = voice(CLIENT)
    client = house.client()
    client.join()
    desk.accept()
    house.windows.script = voice(SUPERVISOR)
    sue = live_calls(house, SUE)
    expect_talking(client.side, desk.side)
    return client, desk, sue


def voice(hertz: float) -> str:
    """A script for the windows of somebody who speaks in this tone, and is listened to."""
    return REMEMBER_CONNECTIONS + steady_tone(hertz)


def eventually_hears(page: Page, *tones: float) -> None:
    eventually(lambda: hears(page, *tones), 60)


def media_room(house: House) -> str | None:
    (call,) = house.calls()
    return house.read(lambda: db.session.get_one(Call, call.id).media_room)


def in_the_room(house: House) -> set[str]:
    """Who is in the call's room on the media server, hidden ones included."""
    room = media_room(house)
    with house.site.app.app_context():
        people = livekit.list_participants(room) if room else []
    return {person.identity.partition("-")[0] for person in people}


def test_monitor_unseen_whisper_to_one_barge_for_all(open_house: OpenHouse) -> None:
    house = open_house()
    client, desk, sue = three(house)
    eventually_hears(client.page, ATTENDANT)
    row = sue.row(client.name)
    expect(row).to_contain_text("Ana Prado")
    expect(row).to_contain_text("2 in the call")
    sue.expect_accessible(390)
    sue.shoot("live-calls")

    seen = places(client, desk)
    sue.start("Monitor", client.name)
    for name in (client.name, "Ana Prado"):
        expect(sue.tile(name)).to_be_visible()
    eventually_hears(sue.page, CLIENT, ATTENDANT)
    expect_talking(client.side, desk.side)
    assert in_the_room(house) == {"participant", "monitor"}
    assert places(client, desk) == seen
    unnamed(client, desk)
    expect_never(client.page, SUPERVISOR)
    expect_never(desk.page, SUPERVISOR)
    sue.expect_accessible(390)
    sue.shoot("supervision")

    sue.switch("Whisper")
    expect(desk.page.get_by_text(f"{SUE} whispers to you")).to_be_visible()
    eventually_hears(desk.page, SUPERVISOR)
    expect_never(client.page, SUPERVISOR)
    unnamed(client)
    assert places(client, desk) == seen
    desk.expect_accessible(390)
    sue.expect_accessible(390)
    answered_aside(client, desk, sue)

    sue.switch("Barge")
    for page in (client.page, desk.page):
        expect(page.locator(f"[data-participant-name='{SUE}'] video")).to_be_visible()
        eventually_hears(page, SUPERVISOR)
    eventually_hears(sue.page, CLIENT, ATTENDANT)
    expect(desk.page.get_by_text(f"{SUE} whispers to you")).to_be_hidden()
    sue.expect_accessible(390)

    sue.switch("Monitor")
    for page in (client.page, desk.page):
        expect(page.locator(f"[data-participant-name='{SUE}']")).to_be_hidden()
    eventually_hears(sue.page, CLIENT, ATTENDANT)
    expect_never(client.page, SUPERVISOR)
    sue.leave()
    eventually(lambda: in_the_room(house) == {"participant"})
    expect_talking(client.side, desk.side)
    expect(row).to_contain_text("2 in the call")


def places(*screens: ClientRoom | Workstation) -> list[int]:
    """How many people each screen has a place for."""
    return [screen.page.locator("[data-participant-name]").count() for screen in screens]


def unnamed(*screens: ClientRoom | Workstation) -> None:
    for screen in screens:
        expect(screen.page.get_by_text(re.compile(SUE))).to_have_count(0)


def answered_aside(client: ClientRoom, desk: Workstation, sue: Supervisor) -> None:
    """The attendant's answer reaches the supervisor, and the client hears nothing while it lasts."""
    eventually_hears(client.page, ATTENDANT)
    button = desk.button(HOLD)
    box = button.bounding_box()
    assert box
    desk.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.page.mouse.down()
    expect(button).to_have_attribute("aria-pressed", "true")
    eventually(lambda: levels(client.page, ATTENDANT, seconds=1)[0] < ABSENT, 20)
    expect_never(client.page, ATTENDANT, SUPERVISOR)
    eventually(lambda: coach_voice(sue.page), 20)
    desk.page.mouse.up()
    eventually_hears(client.page, ATTENDANT)
    desk.page.locator("body").click(position={"x": 1, "y": 1})
    desk.page.keyboard.down("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    desk.page.keyboard.up("Space")
    expect(button).to_have_attribute("aria-pressed", "false")


# What the line of the two carries, apart from the call's own sound.
_COACH = """
async () => {
  const audio = document.querySelector("[data-coach-sound] audio");
  if (!audio?.srcObject?.getAudioTracks().length) return false;
  const context = new AudioContext();
  await context.resume();
  const analyser = new AnalyserNode(context, { fftSize: 8192 });
  context.createMediaStreamSource(audio.srcObject).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  await new Promise((done) => setTimeout(done, 500));
  analyser.getFloatTimeDomainData(samples);
  await context.close();
  return Math.max(...samples.map(Math.abs)) > 0.02;
}
"""


def coach_voice(page: Page) -> bool:
    return bool(page.evaluate(_COACH))


def test_losing_the_role_ends_it_at_once(open_house: OpenHouse) -> None:
    house = open_house()
    client, desk, sue = three(house)
    sue.start("Whisper", client.name)
    eventually_hears(desk.page, SUPERVISOR)
    manager = house.floor.browser_of(house.floor.manager)
    assert sue.person
    answer = manager.patch(f"/attendants/{sue.person.id}", {"role": "attendant"})
    assert answer.status_code == 200, answer.get_json()
    eventually(lambda: "monitor" not in in_the_room(house), 5)
    eventually(lambda: levels(desk.page, SUPERVISOR, seconds=0.5)[0] < ABSENT, 5)
    expect(desk.page.get_by_text(f"{SUE} whispers to you")).to_be_hidden()
    expect(sue.field("Email").or_(sue.page.get_by_text("signed out"))).to_be_visible()
    expect_talking(client.side, desk.side)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_in_portuguese_and_on_a_phone(open_house: OpenHouse, size: str) -> None:
    house = open_house("pt-BR")
    client, desk = house.talking()
    sue = live_calls(house, SUE, size)
    expect(sue.row(client.name)).to_be_visible()
    sue.expect_accessible()
    sue.start("Monitor", client.name)
    expect(sue.tile(client.name)).to_be_visible()
    sue.expect_accessible()
    sue.switch("Whisper")
    expect(desk.page.get_by_text(f"{SUE} sussurra para você")).to_be_visible()
    desk.expect_accessible(390)
    sue.switch("Barge")
    expect(client.page.locator(f"[data-participant-name='{SUE}']")).to_be_visible()
    sue.expect_accessible()
    sue.leave()


def test_below_business_the_buttons_open_the_upgrade_dialog(open_house: OpenHouse) -> None:
    house = open_house()
    client, _ = house.talking()
    overrides = '{"features": {"supervision": false}}'
    companies.change(house.company, overrides=overrides)
    try:
        sue = live_calls(house, SUE)
        sue.press("Monitor", sue.row(client.name))
        dialog = sue.dialog("Not in your plan")
        expect(dialog).to_contain_text("Business")
        sue.expect_accessible(390)
    finally:
        companies.change(house.company, overrides="{}")
