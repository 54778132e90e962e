"""Staff look into a company: it sees who and until when, reads why, and ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from app.access.support_models import SupportAccess
from app.core.db import db
from tests import companies
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.staff import IN, panel, staff_at
from tests.journeys.windows import OTHER_SIZE

pytestmark = pytest.mark.timeout(400)
WHY = "Queue does not move, ticket 4711"


@pytest.fixture(autouse=True)
def nobody_stays(site: Site) -> Iterator[None]:
    yield
    with companies.acting(site.app, None):
        db.session.execute(delete(SupportAccess))


def go_in(staff: Screen, house: House) -> None:
    """From the company's page in the administration into the company."""
    platform = house.site.env["PLATFORM_HOST"]
    staff.page.goto(f"http://{platform}/superadmin/companies/{house.company.id}")
    staff.press("Support access")
    title = staff.say("Look into {{name}}", name=house.company.name)
    dialog = staff.page.get_by_role("dialog", name=title)
    staff.field("Reason", dialog).fill(WHY)
    staff.expect_accessible()
    staff.shoot(f"support-ask-{house.language}")
    staff.press("Open the company", dialog)
    expect(staff.page).to_have_url(re.compile(re.escape(house.url)))


def banner(screen: Screen):
    return screen.page.get_by_role("status").filter(has_text="Robin Vale")


@IN
def test_support_looks_in_and_the_company_ends_it(
    open_house: OpenHouse, language: str, size: str
) -> None:
    house = open_house(language)
    owner = panel(house, size, "owner", "Olga Reis")
    staff = staff_at(house, size)
    go_in(staff, house)
    # The owner's page says so without a reload.
    expect(banner(owner)).to_be_visible()
    owner.expect_accessible(OTHER_SIZE[size])
    owner.shoot(f"support-banner-{language}")
    look_around(staff, house)
    owner.press("End access", banner(owner))
    owner.press("End access", owner.dialog("End access"))
    expect(banner(owner)).to_have_count(0)
    staff.page.reload()
    staff.page.goto(f"{house.url}/departments")
    expect(staff.page).to_have_url(re.compile("/sign-in"))
    read_the_logs(owner, house)


def look_around(staff: Screen, house: House) -> None:
    leave = staff.button("Leave")
    expect(leave).to_be_visible()
    staff.page.goto(f"{house.url}/departments")
    expect(staff.page.get_by_text(house.floor.department.name).first).to_be_visible()
    expect(staff.button("New Department")).to_have_count(0)
    staff.expect_accessible()
    staff.shoot(f"support-inside-{house.language}")
    refused = staff.page.evaluate(_TRY)
    assert refused == {"write": 403, "recordings": 403, "links": 403}


_TRY = """
async () => {
  const call = async (method, path) => {
    const { csrf_token } = await (await fetch("/api/v1/session")).json();
    const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrf_token };
    const body = method === "GET" ? undefined : JSON.stringify({ name: "Mine" });
    return (await fetch(`/api/v1${path}`, { method, headers, body })).status;
  };
  return {
    write: await call("POST", "/departments"),
    recordings: await call("GET", "/recordings"),
    links: await call("GET", "/access-links"),
  };
}
"""


def read_the_logs(owner: Screen, house: House) -> None:
    owner.page.goto(f"{house.url}/support-access")
    expect(owner.page.get_by_text(WHY).first).to_be_visible()
    owner.expect_accessible(390, 1440)
    owner.shoot(f"support-access-{house.language}")
    owner.page.goto(f"{house.url}/audit-log?action=support.")
    expect(owner.page.get_by_text(WHY).first).to_be_visible()
    owner.expect_accessible(390, 1440)
    owner.shoot(f"audit-log-{house.language}")


@IN
def test_admins_look_after_the_staff(open_house: OpenHouse, language: str, size: str) -> None:
    house = open_house(language)
    staff = staff_at(house, size)
    platform = house.site.env["PLATFORM_HOST"]
    staff.page.goto(f"http://{platform}/superadmin/staff")
    staff.press("Invite")
    dialog = staff.dialog("Invite a colleague")
    email = f"kim-{language.lower()}@voki.example"
    staff.field("Name", dialog).fill("Kim Ode")
    staff.field("Email", dialog).fill(email)
    staff.expect_accessible()
    staff.shoot(f"staff-invite-{language}")
    staff.press("Invite", dialog)
    expect(dialog).to_be_hidden()
    staff.page.goto(f"http://{platform}/superadmin/staff?q={email}")
    expect(staff.page.get_by_text(email)).to_be_visible()
    staff.expect_accessible(390, 1440)
    staff.shoot(f"staff-people-{language}")
    staff.press("Actions for {{name}}", name="Kim Ode")
    staff.push(staff.page.get_by_role("menuitem", name=staff.say("Deactivate")))
    dialog = staff.dialog("Deactivate")
    staff.field("Reason", dialog).fill("Left the company")
    staff.press("Deactivate", dialog)
    expect(dialog).to_be_hidden()
    staff.page.goto(f"http://{platform}/superadmin/log?action=staff.")
    expect(staff.page.get_by_text("Left the company").first).to_be_visible()
    staff.expect_accessible(390, 1440)
    staff.shoot(f"staff-log-{language}")
