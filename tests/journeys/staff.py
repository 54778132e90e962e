"""The platform's own people at their screens, and a company's people who meet them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import companies
from tests.browser import Browser
from tests.factories.access import StaffFactory
from tests.journeys.house import House, signed_in
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.windows import Windows
from tests.journeys.words import people_words, staff_words

# In both languages: the texts of tables break elsewhere.
PICTURES = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None
IN = pytest.mark.parametrize(("language", "size"), [("en", "desktop"), ("pt-BR", "phone")])


def staff_screen(
    site: Site, windows: Windows, language: str, size: str, role: str = "admin"
) -> Screen:
    """A window of somebody of the staff who is signed in."""
    with companies.acting(site.app, None):
        member = StaffFactory(role=role, name="Robin Vale", language=language)
    browser = Browser(site.app, site.env["PLATFORM_HOST"])
    assert browser.sign_in(member.email).status_code == 201
    context = windows.open(language, size)
    signed_in(context, browser)
    return Screen(windows.page(context), staff_words(language), PICTURES, size == "phone")


def staff_at(house: House, size: str) -> Screen:
    """An administrator of the platform on which this house stands."""
    return staff_screen(house.site, house.windows, house.language, size)


def panel(house: House, size: str, role: str, name: str) -> Screen:
    """The panel of somebody of the company, in both languages' pictures."""
    person = house.person(name, role=role)
    context = house.windows.open(house.language, size)
    signed_in(context, house.floor.browser_of(person))
    words = people_words(house.language)
    screen = Screen(house.windows.page(context), words, PICTURES, touch=size == "phone")
    screen.page.goto(f"{house.url}/departments")
    heading = screen.page.get_by_role("heading", name=screen.say("Departments"), level=1)
    expect(heading).to_be_visible()
    return screen
