"""The owner changes the company's look: everybody sees it, nobody else's company does."""

from __future__ import annotations

import io

import pytest
import requests
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House, signed_in
from tests.journeys.media.test_background import WALL, sees_red
from tests.journeys.screen import Screen
from tests.journeys.words import people_words
from tests.patience import eventually

pytestmark = pytest.mark.timeout(300)
GREEN, PALE = "#0a7d55", "#bbbbbb"
STANDARD = "#2554c7"
FOOTER = "<p>Harbor Ltd, 1 Quay Street</p>"
WELCOME = "Good to have you at the harbor"
_TYPE = "async (path) => (await fetch(path)).headers.get('content-type')"
_JSON = "async (path) => (await fetch(path)).json()"


def picture(name: str, color: str | tuple[int, int, int], width: int, height: int) -> FilePayload:
    written = io.BytesIO()
    Image.new("RGB", (width, height), color).save(written, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": written.getvalue()}


def branding_page(house: House, size: str = "desktop") -> Screen:
    """Opened by an owner."""
    owner = house.person("Olga Reis", role="owner")
    context = house.windows.open(house.language, size)
    signed_in(context, house.floor.browser_of(owner))
    words = people_words(house.language)
    panel = Screen(house.windows.page(context), words, house.shots, touch=size == "phone")
    panel.page.goto(f"{house.url}/branding")
    expect(heading(panel, "Branding")).to_be_visible()
    return panel


def heading(panel: Screen, name: str) -> Locator:
    return panel.page.get_by_role("heading", name=panel.say(name), level=1)


def upload(panel: Screen, label: str, file: FilePayload, within: Locator | None = None) -> None:
    place = (within or panel.page).get_by_role("group", name=panel.say(label))
    place.locator("input[type=file]").set_input_files(file)
    expect(place.get_by_role("img")).to_be_visible()


def paint(panel: Screen, label: str, color: str) -> None:
    panel.field(label).fill(color)
    panel.page.keyboard.press("Tab")


def worn(page: Page, name: str = "primary") -> str:
    script = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    return page.evaluate(script, f"--brand-{name}")


def opened(house: House, path: str, size: str = "desktop") -> Page:
    """By somebody with no session."""
    page = house.windows.page(house.windows.open(house.language, size))
    page.goto(f"{house.url}{path}")
    return page


def test_a_new_look_is_seen_in_all_places_and_by_no_other_company(open_house: OpenHouse) -> None:
    house, other = open_house(), open_house("pt-BR")
    panel = branding_page(house)
    panel.expect_accessible(390)
    choose_look(panel)
    # The owner sees it before it is saved, and nobody else does.
    assert worn(panel.page) == GREEN
    assert worn(opened(house, "/sign-in")) == STANDARD
    panel.expect_accessible(390)
    panel.press("Save")
    panel.expect_text("Your look is saved. Everybody sees it from now on.")
    expect(panel.page.get_by_role("img", name=house.company.name)).to_be_visible()
    try:
        see_it_at_the_sign_in(house)
        see_it_in_the_rooms(house)
        see_it_in_a_mail(house)
        assert worn(opened(other, "/sign-in")) == STANDARD
    finally:
        revert(panel)
    page = opened(house, "/sign-in")
    assert worn(page) == STANDARD
    expect(page.get_by_text(WELCOME)).to_have_count(0)


WARNED = (
    "The text color is hard to read on your background: {{ratio}}:1. We use black or white instead."
)


def choose_look(panel: Screen) -> None:
    upload(panel, "Logo", picture("logo.png", GREEN, 240, 60))
    upload(panel, "Favicon", picture("icon.png", GREEN, 128, 128))
    paint(panel, "Text color", PALE)
    panel.expect_text(WARNED, ratio="1.9")
    paint(panel, "Text color", "#102018")
    expect(panel.text(WARNED, ratio="1.9")).to_have_count(0)
    paint(panel, "Primary color", GREEN)
    panel.field("Main font").click()
    panel.page.get_by_role("option", name="Poppins").click()
    panel.field("Welcome text").fill(WELCOME)
    panel.field("Footer HTML").fill(FOOTER + "<script>alert(1)</script>")
    mail = panel.page.frame_locator(f"iframe[title='{panel.say('Preview of a mail')}']")
    expect(mail.get_by_text("Harbor Ltd, 1 Quay Street")).to_be_visible()
    expect(mail.locator("script")).to_have_count(0)


def see_it_at_the_sign_in(house: House) -> None:
    page = opened(house, "/sign-in")
    assert worn(page) == GREEN
    expect(page.get_by_text(WELCOME)).to_be_visible()
    expect(page.locator("header img")).to_be_visible()
    font = page.evaluate(
        "() => document.fonts.ready.then(() => document.fonts.check('14px Poppins'))"
    )
    assert font
    icon = page.locator("link[rel=icon]").get_attribute("href")
    assert page.evaluate(_TYPE, icon) == "image/png"
    manifest = page.evaluate(_JSON, page.locator("link[rel=manifest]").get_attribute("href"))
    assert (manifest["name"], manifest["theme_color"]) == (house.company.name, GREEN)
    assert house.company.name in page.title()


def see_it_in_the_rooms(house: House) -> None:
    desk = house.workstation()
    assert worn(desk.page) == GREEN
    expect(desk.page.locator("header img").first).to_be_visible()
    client = house.client(size="phone")
    assert worn(client.page) == GREEN
    expect(client.page.locator("header img")).to_be_visible()
    client.expect_accessible()
    client.join()
    expect(client.page.locator("header img")).to_be_visible()
    client.expect_accessible()


def see_it_in_a_mail(house: House) -> None:
    address = f"new{house.floor.department.id}@mail.example"
    browser = house.floor.browser_of(house.person("Rui Sá", role="owner"))
    made = browser.post("/attendants", {"name": "Bia", "email": address, "role": "manager"})
    assert made.status_code == 201
    html = eventually(lambda: mail_to(house, address), 60)
    assert GREEN in html
    assert FOOTER in html
    assert "mail.png" in html
    assert "<script" not in html


def mail_to(house: House, address: str) -> str:
    answer = requests.get(f"{house.site.world.url}/messages", params={"to": address}, timeout=5)
    return next((item["html"] for item in answer.json()["items"]), "")


def revert(panel: Screen) -> None:
    panel.press("Revert to defaults")
    dialog = panel.dialog("Revert to defaults")
    panel.press("Revert to defaults", dialog)
    panel.expect_text("You have the standard look again.")
    expect(dialog).to_be_hidden()
    assert worn(panel.page) == STANDARD


def test_on_a_phone_unsaved_changes_are_asked_about_and_taken_off(open_house: OpenHouse) -> None:
    house = open_house("pt-BR")
    panel = branding_page(house, "phone")
    panel.expect_accessible()
    paint(panel, "Primary color", GREEN)
    assert worn(panel.page) == GREEN
    panel.page.get_by_role("button", name=panel.say("Open menu")).tap()
    panel.page.get_by_role("link", name=panel.say("Departments"), exact=True).tap()
    panel.press("Leave without saving")
    expect(heading(panel, "Departments")).to_be_visible()
    assert worn(panel.page) == STANDARD


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_a_background_of_the_company_stands_behind_its_attendant(
    open_house: OpenHouse, language: str
) -> None:
    house = open_house(language)
    panel = branding_page(house)
    add_background(panel, house.floor.department.name)
    client, desk = house.talking()
    # The department's default, without anybody's doing.
    assert eventually(lambda: sees_red(client.side), 90)
    desk.press("Background")
    desk.page.get_by_role("menuitemradio", name=desk.say("Blur strongly")).click()
    assert eventually(lambda: not sees_red(client.side), 60)
    desk.expect_accessible()


def add_background(panel: Screen, department: str, name: str = "Red wall") -> None:
    panel.press("Add Background")
    dialog = panel.dialog("Add Background")
    panel.expect_accessible()
    upload(panel, "Picture", picture("wall.png", WALL, 640, 360), dialog)
    panel.field("Descriptive name", dialog).fill(name)
    panel.field("Default for departments", dialog).click()
    panel.page.get_by_role("option", name=department, exact=True).click()
    panel.page.keyboard.press("Escape")
    panel.press("Save", dialog)
    expect(dialog).to_be_hidden()
    expect(panel.page.get_by_role("img", name=name)).to_be_visible()
