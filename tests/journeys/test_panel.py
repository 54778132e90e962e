"""A manager sets up a department, its people and a link; staff see the companies."""

from __future__ import annotations

import pytest
import requests
from playwright.sync_api import Locator, expect

from tests import companies
from tests.factories.access import PASSWORD, StaffFactory
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.words import people_words
from tests.patience import eventually

pytestmark = pytest.mark.timeout(300)
NEW_PASSWORD = "violet-tractor-under-moonlight"
INVITED = "bia.nogueira@harbor.example"


def test_a_manager_makes_a_department_its_attendant_and_a_link(open_house: OpenHouse) -> None:
    house = open_house()
    panel = signed_in_manager(house)
    make_department(panel, "Loans")
    invite(panel, "Bia Nogueira", "Loans")
    accept_invitation(house)
    link = make_link(panel, "Loans")
    client = house.client(link)
    expect(client.page.get_by_role("heading", name="Video call with Loans")).to_be_visible()


def test_staff_sign_in_and_see_the_companies(open_house: OpenHouse) -> None:
    house = open_house()
    with companies.acting(house.site.app, None):
        member = StaffFactory()
    page = house.windows.page(house.windows.open("en"))
    staff = Screen(page, people_words("en"), house.shots)
    page.goto(f"http://{house.site.env['PLATFORM_HOST']}/superadmin")
    staff.expect_accessible(390)
    sign_in(staff, member.email, PASSWORD)
    expect(page.get_by_role("heading", name="Companies")).to_be_visible()
    for company in house.site.companies.values():
        expect(page.get_by_text(company.name)).to_be_visible()
    staff.expect_accessible(390)


def signed_in_manager(house: House) -> Screen:
    page = house.windows.page(house.windows.open("en"))
    panel = Screen(page, people_words("en"), house.shots)
    page.goto(house.url)
    sign_in(panel, house.floor.manager.email, PASSWORD)
    expect(page.get_by_role("navigation", name="Main navigation")).to_be_visible()
    return panel


def sign_in(screen: Screen, email: str, password: str) -> None:
    screen.field("Email").fill(email)
    screen.page.get_by_label("Password", exact=True).fill(password)
    screen.press("Sign in")


def visit(panel: Screen, name: str) -> None:
    panel.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
    expect(panel.page.get_by_role("heading", name=name, level=1)).to_be_visible()


def make_department(panel: Screen, name: str) -> None:
    visit(panel, "Departments")
    panel.expect_accessible(390)
    panel.press("New Department")
    dialog = panel.dialog("New Department")
    panel.expect_accessible(390)
    panel.field("Name", dialog).fill(name)
    panel.press("Save", dialog)
    expect(panel.page.get_by_role("heading", name=name, level=1)).to_be_visible()
    panel.expect_accessible(390)
    visit(panel, "Departments")
    expect(panel.page.get_by_text(name, exact=True)).to_be_visible()
    panel.shoot("departments")


def invite(panel: Screen, name: str, department: str) -> None:
    visit(panel, "Attendants")
    panel.expect_accessible(390)
    panel.press("New Attendant")
    dialog = panel.dialog("New Attendant")
    panel.field("Full name", dialog).fill(name)
    panel.field("Email", dialog).fill(INVITED)
    choose(panel, dialog, "Departments", department)
    panel.page.keyboard.press("Escape")
    panel.expect_accessible(390)
    panel.press("Save", dialog)
    expect(dialog).to_be_hidden()
    expect(panel.page.get_by_text(INVITED).first).to_be_visible()


def choose(panel: Screen, dialog: Locator, field: str, option: str) -> None:
    panel.field(field, dialog).click()
    panel.page.get_by_role("option", name=option, exact=True).click()


def accept_invitation(house: House) -> None:
    page = house.windows.page(house.windows.open("en", "phone"))
    invited = Screen(page, people_words("en"), house.shots, touch=True)
    page.goto(eventually(lambda: invitation_link(house), 60) or "")
    invited.expect_text("Choose a password to start using your account.")
    invited.expect_accessible()
    page.get_by_label("New password").fill(NEW_PASSWORD)
    invited.press("Activate account")
    expect(invited.button("Sign in")).to_be_visible()
    sign_in(invited, INVITED, NEW_PASSWORD)
    expect(invited.button("Go online")).to_be_visible()
    invited.expect_accessible()


def invitation_link(house: House) -> str | None:
    answer = requests.get(f"{house.site.world.url}/messages", params={"to": INVITED}, timeout=5)
    return next((item["links"][0] for item in answer.json()["items"]), None)


def make_link(panel: Screen, department: str) -> str:
    visit(panel, "Access Links")
    panel.expect_accessible(390)
    # A list that is empty offers it a second time.
    panel.push(panel.button("New Link").first)
    dialog = panel.dialog("New Link")
    choose(panel, dialog, "Department", department)
    panel.expect_accessible(390)
    panel.press("Generate", dialog)
    made = panel.dialog("Your link is ready")
    panel.expect_accessible(390)
    link = panel.field("Link", made).input_value()
    panel.page.keyboard.press("Escape")
    expect(made).to_be_hidden()
    return link
