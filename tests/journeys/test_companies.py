"""Staff find a company and see how it is doing, help it, and let one go."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.access.staff_models import StaffMember
from tests import companies
from tests.browser import Browser
from tests.factories.access import StaffFactory
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House, signed_in
from tests.journeys.screen import Screen
from tests.journeys.words import people_words
from tests.superadmin.crowd import crowd

pytestmark = pytest.mark.timeout(400)
# In both languages: the texts of tables break elsewhere.
PICTURES = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None
OTHER_SIZE = {"desktop": 390, "phone": 1440}
IN = pytest.mark.parametrize(("language", "size"), [("en", "desktop"), ("pt-BR", "phone")])


def staff_screen(house: House, size: str) -> Screen:
    """An administrator's window, signed in."""
    platform = house.site.env["PLATFORM_HOST"]
    with companies.acting(house.site.app, None):
        member: StaffMember = StaffFactory(name="Robin Vale", language=house.language)
    browser = Browser(house.site.app, platform)
    assert browser.sign_in(member.email).status_code == 201
    context = house.windows.open(house.language, size)
    signed_in(context, browser)
    words = people_words(house.language)
    return Screen(house.windows.page(context), words, PICTURES, size == "phone")


@IN
def test_staff_find_the_companies_that_need_them(
    open_house: OpenHouse, language: str, size: str
) -> None:
    house = open_house(language)
    staff = staff_screen(house, size)
    with house.site.app.app_context(), crowd(300):
        staff.page.goto(f"http://{house.site.env['PLATFORM_HOST']}/superadmin")
        revenue = staff.page.get_by_role("region", name=staff.say("Monthly revenue"))
        expect(revenue.get_by_role("img")).to_be_visible()
        staff.shoot(f"staff-companies-{language}")
        staff.expect_accessible(OTHER_SIZE[size])
        staff.push(staff.page.get_by_role("link", name=staff.say("Past due"), exact=True))
        expect(staff.page).to_have_url(re.compile(r"\?state=past_due$"))
        expect(staff.page.get_by_text("many-17.")).to_be_visible()
        expect(staff.page.get_by_text("many-18.")).to_be_hidden()
        staff.shoot(f"staff-companies-past-due-{language}")
