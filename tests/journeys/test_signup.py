"""A stranger signs up, sets the company up and takes the first call."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.access.inbox import inbox_of, new_address
from tests.journeys.client_room import ClientRoom
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.words import Words, client_words, people_words
from tests.journeys.workstation import Workstation
from tests.patience import eventually

pytestmark = pytest.mark.timeout(300)
PASSWORD = "violet-tractor-under-moonlight"
PHONE_WIDTH = 390


@pytest.fixture(params=["en", "pt-BR"])
def stranger(request: pytest.FixtureRequest, open_house: OpenHouse) -> tuple[House, Screen]:
    house = open_house(request.param)
    page = house.windows.page(house.windows.open(request.param))
    words = Words(request.param, ("signup", "setup", "access", "manager", "shared"))
    return house, Screen(page, words, house.shots)


def test_from_the_first_page_to_the_first_call(stranger: tuple[House, Screen]) -> None:
    house, screen = stranger
    email = sign_up(house, screen)
    confirm_by_code(house, screen, email)
    desk = set_up(house, screen)
    client = first_client(house, screen.page)
    client.join()
    desk.accept()
    desk.side.expect_moving()
    desk.end_call()


def sign_up(house: House, screen: Screen) -> str:
    page, email = screen.page, new_address()
    page.goto(f"http://{house.site.env['PLATFORM_HOST']}/")
    screen.expect_accessible(PHONE_WIDTH)
    screen.shoot("home")
    page.locator("a.main[href='/signup']").click()
    screen.field("Company name").fill(f"Aurora Optics {email[:6]}")
    expect(page.get_by_text(re.compile(f"aurora-optics-{email[:6]}\\.localhost"))).to_be_visible()
    screen.field("Your name").fill("Nora Lind")
    screen.field("Email").fill(email)
    page.get_by_label(screen.say("Password"), exact=True).fill(PASSWORD)
    screen.push(page.get_by_role("checkbox"))
    screen.expect_accessible(PHONE_WIDTH)
    screen.shoot("signup")
    screen.press("Create account")
    screen.expect_text("Look into your mail")
    screen.expect_accessible(PHONE_WIDTH)
    return email


def confirm_by_code(house: House, screen: Screen, email: str) -> None:
    inbox = inbox_of(house.site.world)
    [mail] = eventually(lambda: inbox(email), 60)
    code = re.search(r"\b\d{6}\b", mail["text"])
    assert code
    screen.page.get_by_role("textbox").first.click()
    screen.page.keyboard.type(code.group())


def set_up(house: House, screen: Screen) -> Workstation:
    """Through the guide, as far as the Workstation."""
    page = screen.page
    expect(page.get_by_role("heading", name=screen.say("Getting started"))).to_be_visible()
    screen.expect_accessible(PHONE_WIDTH)
    screen.shoot("setup")
    screen.press("Make a department")
    dialog = screen.dialog("Make a department")
    screen.field("Name", dialog).fill("Front desk")
    screen.press("Save", dialog)
    expect(dialog).to_be_hidden()
    page.goto(page.url.replace("/setup", "/workstation"))
    desk = Workstation(page, people_words(house.language), house.shots)
    desk.go_online()
    return desk


def first_client(house: House, page: Page) -> ClientRoom:
    """With a link that the owner makes."""
    link = page.evaluate(_MAKE_LINK)
    other = house.windows.page(house.windows.open(house.language))
    room = ClientRoom(other, client_words(house.language), house.shots)
    room.page.goto(link)
    return room


_MAKE_LINK: Any = """
async () => {
  const get = async (path) => (await fetch(`/api/v1${path}`)).json();
  const { csrf_token } = await get("/session");
  const { items } = await get("/departments");
  const answer = await fetch("/api/v1/access-links", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf_token },
    body: JSON.stringify({ department_id: items[0].id, type: "reusable" }),
  });
  return (await answer.json()).url;
}
"""
