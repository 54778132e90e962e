"""A company is paused while its people work, and restored."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests import companies
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.staff import IN, panel, staff_at
from tests.journeys.windows import OTHER_SIZE
from tests.journeys.words import client_words

IN_CALL = (
    "Your company is paused. Finish this call in peace; no new ones come until it is restored."
)
pytestmark = pytest.mark.timeout(400)


@pytest.fixture(autouse=True)
def all_are_served(site: Site) -> Iterator[None]:
    yield
    for company in site.companies.values():
        with companies.acting(site.app, None):
            companies.change(company, status="active", suspended_at=None)


def move(staff: Screen, house: House, label: str) -> None:
    staff.press(label)
    dialog = staff.dialog(label)
    staff.field("Reason", dialog).fill("Unpaid since March")
    staff.press(label, dialog)
    expect(dialog).to_be_hidden()


@IN
def test_people_and_clients_are_told_and_all_comes_back(
    open_house: OpenHouse, language: str, size: str
) -> None:
    house = open_house(language)
    link = house.link()
    client, desk = house.talking()
    owner = panel(house, size, "owner", "Olga Reis")
    staff = staff_at(house, size)
    platform = house.site.env["PLATFORM_HOST"]
    staff.page.goto(f"http://{platform}/superadmin/companies/{house.company.id}")
    move(staff, house, "Suspend")
    paused = owner.page.get_by_role(
        "heading", name=owner.say("{{company}} is paused", company=house.company.name)
    )
    expect(paused).to_be_visible()
    owner.expect_accessible(OTHER_SIZE[size])
    owner.shoot(f"paused-people-{language}")
    finish_the_call(desk, client)
    turned_away(house, link, size)
    move(staff, house, "Restore")
    expect(paused).to_have_count(0)
    expect(
        owner.page.get_by_role("heading", name=owner.say("Departments"), level=1)
    ).to_be_visible()
    later = house.client(link)
    later.join()


def finish_the_call(desk, client) -> None:
    """Nothing of it is cut off, and its closing is kept."""
    desk.expect_text(
        "Your company is paused. Finish this call in peace; no new ones come until it is restored."
    )
    desk.write("One last thing")
    client.expect_message("One last thing")
    desk.end_call()
    desk.finish_by_keyboard("paused", "All said")
    expect(desk.closing).to_be_hidden()


def turned_away(house: House, link: str, size: str) -> None:
    page = house.windows.page(house.windows.open(house.language, size))
    page.goto(link)
    words = {"en": "This service is paused", "pt-BR": "Este atendimento está pausado"}
    expect(page.get_by_role("heading", name=words[house.language])).to_be_visible()
    screen = Screen(page, client_words(house.language), None)
    screen.expect_accessible(OTHER_SIZE[size])
