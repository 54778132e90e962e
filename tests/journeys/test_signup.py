"""A stranger signs up, sets the company up and takes the first call."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.client_room import ClientRoom
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.signing_up import confirm_by_code, fill_in
from tests.journeys.signing_up import stranger as stranger_at
from tests.journeys.windows import OTHER_SIZE
from tests.journeys.words import client_words, people_words
from tests.journeys.workstation import Workstation

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(params=["en", "pt-BR"])
def stranger(request: pytest.FixtureRequest, open_house: OpenHouse) -> tuple[House, Screen]:
    house = open_house(request.param)
    return house, stranger_at(house)


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
    screen.page.goto(f"http://{house.site.env['PLATFORM_HOST']}/")
    screen.expect_accessible(OTHER_SIZE["desktop"])
    screen.shoot("home")
    screen.page.locator("a.main[href='/signup']").click()
    return fill_in(house, screen, OTHER_SIZE["desktop"])


def set_up(house: House, screen: Screen) -> Workstation:
    """Through the guide, as far as the Workstation."""
    page = screen.page
    expect(page.get_by_role("heading", name=screen.say("Getting started"))).to_be_visible()
    screen.expect_accessible(OTHER_SIZE["desktop"])
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
