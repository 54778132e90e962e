"""The plan's participants, counted where the seat is taken."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.access.audience import PEOPLE
from app.calls.models import Participant
from tests import companies
from tests.browser import Browser

AT_ONCE = 20


@pytest.fixture
def full_but_one(hall, company):
    """A call of a company whose plan allows ten: nine are seated, twenty ask."""
    companies.change(company, plan="starter")
    token = hall.invite()["url"].rpartition("/")[2]
    for number in range(7):
        hall.asking(f"In {number}", token)
        assert hall.at_door("admit", f"In {number}").status_code == 200
    for number in range(AT_ONCE):
        hall.asking(f"Out {number}", token)
    return hall


def test_of_twenty_at_the_last_seat_one_gets_it(full_but_one, app, scope, company):
    hall = full_but_one
    asking = [each["guest_id"] for each in hall.call()["asking"]]
    assert len(asking) == AT_ONCE
    cookie = hall.ana.browser.client.get_cookie(
        PEOPLE.cookie, domain=hall.ana.browser.host.partition(":")[0]
    )

    def admit(guest_id: int) -> int:
        twin = Browser(app, hall.ana.browser.host)
        twin.client.set_cookie(cookie.key, cookie.value, domain=cookie.domain)
        twin.csrf_token = hall.ana.browser.csrf_token
        return twin.post(f"/calls/{hall.call_id}/guests/{guest_id}/admit").status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = Counter(pool.map(admit, asking))
    assert statuses == {200: 1, 409: AT_ONCE - 1}
    with scope(company):
        assert Participant.query.filter(Participant.left_at.is_(None)).count() == 10


def test_the_eleventh_is_refused_with_what_the_dialog_says(full_but_one):
    hall = full_but_one
    assert hall.at_door("admit", "Out 0").status_code == 200
    refused = hall.at_door("admit", "Out 1")
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/plan-limit")
    assert (refused.json["limit"], refused.json["current"]) == ("participants", 10)
    assert (refused.json["maximum"], refused.json["lifting_plan"]) == (10, "business")
    # Still at the door: a seat that is freed lets them in.
    hall.at_seat("remove", "In 0")
    assert hall.at_door("admit", "Out 1").status_code == 200
