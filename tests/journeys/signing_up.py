"""A stranger's way through the sign-up's pages."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.access.inbox import inbox_of, new_address
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.words import Words
from tests.patience import eventually

PASSWORD = "violet-tractor-under-moonlight"


def stranger(house: House, size: str = "desktop") -> Screen:
    """A browser that nobody knows yet."""
    page = house.windows.page(house.windows.open(house.language, size))
    words = Words(house.language, ("signup", "setup", "access", "manager", "billing", "shared"))
    return Screen(page, words, house.shots, size == "phone")


def fill_in(house: House, screen: Screen, other_width: int) -> str:
    """The form, as far as the question for the mail's code; returns the email address."""
    page, email = screen.page, new_address()
    screen.field("Company name").fill(f"Aurora Optics {email[:6]}")
    expect(page.get_by_text(re.compile(f"aurora-optics-{email[:6]}\\.localhost"))).to_be_visible()
    screen.field("Your name").fill("Nora Lind")
    screen.field("Email").fill(email)
    page.get_by_label(screen.say("Password"), exact=True).fill(PASSWORD)
    screen.push(page.get_by_role("checkbox"))
    screen.expect_accessible(other_width)
    screen.shoot("signup")
    screen.press("Create account")
    screen.expect_text("Look into your mail")
    screen.expect_accessible(other_width)
    return email


def confirm_by_code(house: House, screen: Screen, email: str) -> None:
    inbox = inbox_of(house.site.world)
    [mail] = eventually(lambda: inbox(email), 60)
    code = re.search(r"\b\d{6}\b", mail["text"])
    assert code
    screen.page.get_by_role("textbox").first.click()
    screen.page.keyboard.type(code.group())
