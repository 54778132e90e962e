"""A manager asks everybody for a second factor; somebody sets it up and signs in with it."""

from __future__ import annotations

import pyotp
import pytest
from playwright.sync_api import expect

from app.core.clock import utcnow
from tests.factories.access import PASSWORD
from tests.journeys.house import House, house_of_its_own
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.staff import PICTURES, panel
from tests.journeys.windows import OTHER_SIZE, Windows
from tests.journeys.words import people_words

pytestmark = pytest.mark.timeout(300)


@pytest.mark.parametrize(
    ("slug", "language", "size"), [("quay", "en", "desktop"), ("cais", "pt-BR", "phone")]
)
def test_everybody_is_asked_for_a_second_factor(
    site: Site, windows: Windows, slug: str, language: str, size: str
) -> None:
    house = house_of_its_own(site, windows, slug, language)
    ask_everybody(house, size)
    ana = house.person("Ana Prado", role="manager")
    screen = signed_out(house, size)
    sign_in(screen, ana.email)
    secret = set_up(screen, size)
    expect(
        screen.page.get_by_role("heading", name=screen.say("Departments"), level=1)
    ).to_be_visible()
    screen.page.context.clear_cookies()
    screen.page.goto(f"{house.url}/departments")
    sign_in(screen, ana.email)
    screen.expect_accessible(OTHER_SIZE[size])
    screen.shoot(f"second-factor-{language}")
    # The code that set it up has been used.
    screen.field("Code").fill(next_code(secret))
    screen.press("Sign in")
    expect(
        screen.page.get_by_role("heading", name=screen.say("Departments"), level=1)
    ).to_be_visible()


def ask_everybody(house: House, size: str) -> None:
    screen = panel(house, size, "manager", "Rui Campos")
    screen.page.goto(f"{house.url}/settings")
    choice = screen.page.get_by_role("switch", name=screen.say("Ask everybody for a second factor"))
    expect(choice).not_to_be_checked()
    screen.push(choice)
    expect(choice).to_be_checked()
    screen.expect_accessible(OTHER_SIZE[size])
    screen.shoot(f"settings-{house.language}")
    screen.press("Save")
    screen.expect_text("The settings are saved. Open pages follow by themselves.")


def signed_out(house: House, size: str) -> Screen:
    page = house.windows.page(house.windows.open(house.language, size))
    page.goto(f"{house.url}/departments")
    return Screen(page, people_words(house.language), PICTURES, touch=size == "phone")


def sign_in(screen: Screen, email: str) -> None:
    screen.field("Email").fill(email)
    screen.page.get_by_label(screen.say("Password"), exact=True).fill(PASSWORD)
    screen.press("Sign in")


def set_up(screen: Screen, size: str) -> str:
    """Reads the key from the screen as somebody without a camera does; returns it."""
    title = screen.say("Set up your second factor")
    expect(screen.page.get_by_role("heading", name=title)).to_be_visible()
    secret = screen.page.locator("code").inner_text()
    screen.expect_accessible(OTHER_SIZE[size])
    screen.shoot(f"enrol-{screen.words.language}")
    screen.field("Code").fill(pyotp.TOTP(secret).at(utcnow()))
    screen.press("Confirm")
    screen.expect_text(
        "Each code works once in place of your phone. Keep them where only you can reach them; "
        "they are not shown again."
    )
    screen.expect_accessible(OTHER_SIZE[size])
    screen.shoot(f"recovery-codes-{screen.words.language}")
    screen.press("I have kept them")
    return secret


def next_code(secret: str) -> str:
    totp = pyotp.TOTP(secret)
    return totp.at(utcnow(), counter_offset=1)
