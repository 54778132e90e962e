"""Links: what opens them without being a person, who may use them, what the first page weighs."""

from __future__ import annotations

import gzip

import pytest
import requests
from playwright.sync_api import Page, Response, expect

from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House, house_of_its_own
from tests.journeys.site import Site
from tests.journeys.talk import expect_talking
from tests.journeys.windows import OTHER_SIZE, Windows
from tests.patience import eventually

pytestmark = pytest.mark.timeout(300)
MOST_BYTES_BEFORE_A_KEY = 60_000


def test_a_scanner_does_not_use_up_a_single_use_link(open_house: OpenHouse) -> None:
    house = open_house()
    link = house.link(type="single_use")
    for method in ("HEAD", "GET", "GET"):
        assert scanned(house, method, link).status_code == 200
    desk = house.workstation()
    client = house.client(link, size="phone")
    client.join()
    second = house.client(link)
    second.expect_text("This link is open in another browser")
    second.expect_accessible(390)
    desk.accept()
    expect_talking(client.side, desk.side)
    desk.end_call()
    expect(client.button("Send rating")).to_be_visible()
    second.page.reload()
    second.expect_text("This link has done its work")
    second.expect_accessible(390)


def test_the_join_page_is_light_until_the_first_key(open_house: OpenHouse) -> None:
    house = open_house()
    client = house.client("about:blank")
    scripts: list[Response] = []
    client.page.on("response", lambda it: scripts.append(it) if is_script(it) else None)
    client.page.goto(house.link(), wait_until="networkidle")
    before = sum(transferred(script) for script in scripts)
    assert 0 < before <= MOST_BYTES_BEFORE_A_KEY
    first = len(scripts)
    client.field("Name").press_sequentially("Z")
    eventually(lambda: has_grown(client.page, scripts, first))


def test_the_pages_of_a_free_company_name_the_product(site: Site, windows: Windows) -> None:
    client = house_of_its_own(site, windows, "wharf", "en").client(size="phone")
    named = client.page.get_by_text("Powered by Voki")
    expect(named).to_be_visible()
    client.expect_accessible(OTHER_SIZE["phone"])
    client.check_in()
    expect(named).to_be_visible()
    client.expect_accessible(OTHER_SIZE["phone"])
    client.press("Join the queue")
    client.expect_text("Your place in the queue")
    expect(named).to_be_visible()
    client.expect_accessible(OTHER_SIZE["phone"])


def scanned(house: House, method: str, link: str) -> requests.Response:
    """As a mail scanner opens it: no cookies, no script."""
    path = link.removeprefix(house.url)
    return requests.request(
        method,
        house.site.server.url + path,
        headers={"Host": house.company.host, "User-Agent": "LinkScanner/1.0"},
        timeout=30,
    )


def is_script(response: Response) -> bool:
    return response.request.resource_type == "script"


def transferred(script: Response) -> int:
    """Bytes as a server with compression sends them."""
    return len(gzip.compress(script.body()))


def has_grown(page: Page, scripts: list[Response], count: int) -> bool:
    page.evaluate("() => true")  # lets what has arrived be told
    return len(scripts) > count
