"""Staff find a company and see how it is doing, help it, and let one go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Locator, expect

from app.core.db import db
from billing.operations import start_checkout
from tenants.models import Company
from tenants.resolve import find_company_by_slug
from tests import companies
from tests.access.inbox import inbox_of, new_address
from tests.fakes.stripe import cards
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.recorders import storing
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.staff import IN, PICTURES, staff_at
from tests.journeys.windows import OTHER_SIZE
from tests.journeys.words import staff_words
from tests.patience import eventually
from tests.superadmin.crowd import crowd

pytestmark = pytest.mark.timeout(400)
PASSWORD = "violet-tractor-under-moonlight"


@pytest.fixture
def with_long_work(site: Site, tmp_path: Path) -> Iterator[None]:
    with storing(site, tmp_path):
        yield


@IN
def test_staff_find_the_companies_that_need_them(
    open_house: OpenHouse, language: str, size: str
) -> None:
    house = open_house(language)
    staff = staff_at(house, size)
    with house.site.app.app_context(), crowd(300):
        staff.page.goto(f"http://{house.site.env['PLATFORM_HOST']}/superadmin")
        revenue = staff.page.get_by_role("region", name=staff.say("Monthly revenue"))
        expect(revenue.get_by_role("img")).to_be_visible()
        staff.shoot(f"staff-companies-{language}")
        staff.expect_accessible(OTHER_SIZE[size])
        staff.push(staff.page.get_by_role("link", name=staff.say("Past due"), exact=True))
        expect(staff.page).to_have_url(re.compile(r"/companies\?state=past_due$"))
        expect(staff.page.get_by_text("many-17.")).to_be_visible()
        expect(staff.page.get_by_text("many-18.")).to_be_hidden()
        staff.shoot(f"staff-companies-past-due-{language}")


@IN
def test_from_a_company_made_by_hand_to_its_end(
    open_house: OpenHouse, with_long_work: None, language: str, size: str
) -> None:
    house = open_house(language)
    staff = staff_at(house, size)
    slug, email = f"boreal-{new_address()[:6]}", new_address()
    make_company(house, staff, slug, email, OTHER_SIZE[size])
    owner_comes_in(house, email)
    pay(house, slug)
    read_its_page(house, staff, slug, OTHER_SIZE[size])
    raise_a_limit(staff, OTHER_SIZE[size])
    staff.shoot(f"staff-company-{language}")
    whole_page(staff, f"staff-company-whole-{language}")
    export(staff)
    close(staff, OTHER_SIZE[size])
    whole_page(staff, f"staff-company-closed-{language}")
    erase(staff, slug, OTHER_SIZE[size])
    with companies.acting(house.site.app, None):
        assert db.session.query(Company).filter_by(slug=slug).count() == 0


def whole_page(staff: Screen, name: str) -> None:
    if PICTURES:
        staff.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def make_company(house: House, staff: Screen, slug: str, email: str, other: int) -> None:
    staff.page.goto(f"http://{house.site.env['PLATFORM_HOST']}/superadmin")
    staff.press("New company")
    dialog = staff.dialog("New company")
    staff.field("Company name", dialog).fill("Boreal Eye Care")
    staff.field("Address", dialog).fill(slug)
    expect(dialog.get_by_text(re.compile(rf"{slug}\.localhost"))).to_be_visible()
    staff.field("Owner's name", dialog).fill("Nora Lind")
    staff.field("Owner's email", dialog).fill(email)
    choose(
        staff, dialog, "Language", {"en": "English", "pt-BR": "Português (Brasil)"}[house.language]
    )
    staff.field("Reason", dialog).fill("Agreed on the phone")
    staff.expect_accessible(other)
    staff.shoot(f"staff-new-company-{house.language}")
    staff.press("Make company", dialog)
    heading = staff.page.get_by_role("heading", name="Boreal Eye Care", level=1)
    expect(heading).to_be_visible()
    about = staff.page.get_by_role("region", name=staff.say("About"))
    expect(about.get_by_text(staff.say("Active"), exact=True)).to_be_visible()
    staff.expect_text("Invited, has not come in yet")


def choose(staff: Screen, within: Locator, field: str, option: str) -> None:
    staff.push(staff.field(field, within))
    staff.push(staff.page.get_by_role("option", name=option, exact=True))


def owner_comes_in(house: House, email: str) -> None:
    """By the link of the mail, which asks for a password."""
    inbox = inbox_of(house.site.world)
    [mail] = eventually(lambda: inbox(email), 60)
    page = house.windows.page(house.windows.open(house.language, "phone"))
    invited = Screen(page, staff_words(house.language), None, touch=True)
    page.goto(next(link for link in mail["links"] if "/invitation/" in link))
    page.get_by_label(invited.say("New password")).fill(PASSWORD)
    invited.press("Activate account")
    expect(invited.button("Sign in")).to_be_visible()
    invited.field("Email").fill(email)
    page.get_by_label(invited.say("Password"), exact=True).fill(PASSWORD)
    invited.press("Sign in")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.close()


def pay(house: House, slug: str) -> None:
    """The owner subscribes; the payment service tells so by itself."""
    with house.site.app.app_context():
        company = find_company_by_slug(slug)
        assert company
        back = f"http://{company.host}/billing"
        page = start_checkout(company, "business", "month", "brl", back, back)
    paid = requests.post(page, data={"number": cards.GOOD}, allow_redirects=False, timeout=10)
    assert paid.status_code == 303
    eventually(lambda: plan_of(house, slug) == "business", 60)


def plan_of(house: House, slug: str) -> str:
    with house.site.app.app_context():
        return companies.found(slug).plan


def read_its_page(house: House, staff: Screen, slug: str, other: int) -> None:
    """Found by the list's filters, which stand in the address."""
    platform = house.site.env["PLATFORM_HOST"]
    staff.page.goto(f"http://{platform}/superadmin/companies?plan=business&state=active&q={slug}")
    staff.push(staff.page.get_by_role("button", name="Boreal Eye Care"))
    expect(staff.page.get_by_role("heading", name="Boreal Eye Care", level=1)).to_be_visible()
    if not staff.touch:
        here = staff.page.get_by_role("navigation").get_by_role("link", name=staff.say("Companies"))
        expect(here).to_have_attribute("aria-current", "page")
    billing = staff.page.get_by_role("region", name=staff.say("Billing"))
    expect(billing.get_by_text(staff.say("Paid"), exact=True).first).to_be_visible()
    expect(billing.get_by_role("row")).to_have_count(2)
    people = staff.page.get_by_role("region", name=staff.say("People"))
    expect(people.get_by_text("Nora Lind")).to_be_visible()
    expect(staff.text("Invited, has not come in yet")).to_be_hidden()
    staff.expect_accessible(other)


def raise_a_limit(staff: Screen, other: int) -> None:
    staff.press("Exceptions")
    dialog = staff.dialog("Exceptions to the plan")
    staff.shoot(f"staff-exceptions-{staff.words.language}")
    staff.field("Attendants", dialog).fill("40")
    last_day = "31/12/2030" if staff.words.language == "pt-BR" else "12/31/2030"
    staff.field("Last day", dialog).fill(last_day)
    staff.field("Reason", dialog).fill("A pilot with three more teams")
    staff.expect_accessible(other)
    staff.press("Save", dialog)
    expect(dialog).to_be_hidden()
    usage = staff.page.get_by_role("region", name=staff.say("Use of the plan"))
    expect(usage.get_by_text("0 / 40")).to_be_visible()
    expect(staff.page.get_by_text("A pilot with three more teams").first).to_be_visible()


def more(staff: Screen, item: str) -> Locator:
    """A rare action's dialog."""
    staff.press("More actions")
    staff.push(staff.page.get_by_role("menuitem", name=staff.say(item)))
    return staff.dialog(item)


def export(staff: Screen) -> None:
    dialog = more(staff, "Export data")
    staff.field("Reason", dialog).fill("They want to look at it")
    staff.press("Export", dialog)
    download = staff.page.get_by_role(
        "button", name=re.compile(staff.say("Download, {{size}}", size=""))
    )
    expect(download).to_be_visible()
    with staff.page.expect_download() as fetched:
        staff.push(download)
    assert fetched.value.suggested_filename.endswith(".zip")


def close(staff: Screen, other: int) -> None:
    dialog = more(staff, "Close company")
    staff.field("Reason", dialog).fill("They end their contract")
    staff.expect_accessible(other)
    staff.shoot(f"staff-close-{staff.words.language}")
    staff.press("Close company", dialog)
    expect(dialog).to_be_hidden()
    staff.expect_text("Data kept until")


def erase(staff: Screen, slug: str, other: int) -> None:
    dialog = more(staff, "Erase company")
    staff.field("Type the address to confirm", dialog).fill("another")
    staff.field("Reason", dialog).fill("Asked for by their owner")
    staff.press("Erase for good", dialog)
    expect(dialog.get_by_text(staff.say("This is not the address of the company."))).to_be_visible()
    staff.expect_accessible(other)
    staff.shoot(f"staff-erase-{staff.words.language}")
    staff.field("Type the address to confirm", dialog).fill(slug)
    staff.press("Erase for good", dialog)
    staff.expect_text("There is no such company")
