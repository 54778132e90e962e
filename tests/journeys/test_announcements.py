"""Staff announce something, and it comes up on pages that people have open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House, signed_in
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.staff import staff_screen
from tests.journeys.windows import OTHER_SIZE, Windows
from tests.journeys.words import people_words

pytestmark = pytest.mark.timeout(300)
TEXTS = {
    "en": "On Sunday from 2 to 3 AM calls may be interrupted for a minute.",
    "pt-BR": "No domingo, das 2h às 3h, os atendimentos podem cair por um minuto.",
}


@pytest.mark.parametrize(("language", "size"), [("en", "desktop"), ("pt-BR", "phone")])
def test_an_announcement_comes_up_and_is_put_away(
    site: Site, windows: Windows, open_house: OpenHouse, language: str, size: str
) -> None:
    house = open_house(language)
    panel, desk = opened(house, "/departments", size), opened(house, "/workstation", size)
    banners = [banner(screen.page, language) for screen in (panel, desk)]
    for each in banners:
        expect(each).to_be_hidden()
    staff = staff_screen(site, windows, language, size)
    announce(site, staff, OTHER_SIZE[size])
    for each in banners:
        expect(each).to_be_visible()
    panel.expect_accessible(OTHER_SIZE[size])
    panel.shoot(f"announcement-panel-{language}")
    desk.shoot(f"announcement-workstation-{language}")
    panel.press("Close the announcement")
    expect(banners[0]).to_be_hidden()
    panel.page.reload()
    expect(panel.page.get_by_role("heading", level=1)).to_be_visible()
    expect(banners[0]).to_be_hidden()
    # Somebody else still sees it, until it is taken back.
    other = opened(house, "/departments", size, who="Rui Sá")
    expect(banner(other.page, language)).to_be_visible()
    withdraw(staff)
    expect(banner(other.page, language)).to_be_hidden()


def opened(house: House, path: str, size: str, who: str = "Ana Prado") -> Screen:
    context = house.windows.open(house.language, size)
    people = {"Ana Prado": house.floor.manager}
    person = people.get(who) or house.person(who, "manager")
    signed_in(context, house.floor.browser_of(person))
    words = people_words(house.language)
    screen = Screen(house.windows.page(context), words, house.shots, size == "phone")
    screen.page.goto(f"{house.url}{path}")
    expect(screen.page.get_by_role("heading", level=1)).to_be_visible()
    return screen


def banner(page: Page, language: str):
    return page.get_by_role("status").filter(has_text=TEXTS[language])


def announce(site: Site, staff: Screen, other_width: int) -> None:
    staff.page.goto(f"http://{site.env['PLATFORM_HOST']}/superadmin/announcements")
    # An empty list offers it a second time.
    staff.push(staff.button("New announcement").first)
    dialog = staff.dialog("New announcement")
    staff.field("Text in English", dialog).fill(TEXTS["en"])
    staff.field("Text in Portuguese", dialog).fill(TEXTS["pt-BR"])
    staff.expect_accessible(other_width)
    staff.shoot(f"announcement-new-{staff.words.language}")
    staff.press("Save", dialog)
    expect(staff.page.get_by_text(TEXTS[staff.words.language]).first).to_be_visible()
    staff.expect_accessible(other_width)
    staff.shoot(f"announcements-{staff.words.language}")


def withdraw(staff: Screen) -> None:
    staff.press("Withdraw")
    staff.press("Withdraw", staff.dialog("Withdraw"))
    staff.expect_text("The announcement is withdrawn.")
