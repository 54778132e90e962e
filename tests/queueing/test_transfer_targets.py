"""Whom a call can be handed to."""

from __future__ import annotations


def test_departments_that_the_attendant_is_not_in_are_named_with_who_is_there(make_floor):
    support, sales = make_floor(name="Support"), make_floor(name="Sales")
    ana, sol = support.desk("Ana"), sales.desk("Sol", online=False)
    items = ana.browser.get("/workstation/transfer-targets").get_json()["items"]
    states = {
        (item["name"], person["person_id"]): person["state"]
        for item in items
        for person in item["attendants"]
    }
    assert states == {("Sales", sol.id): "offline", ("Support", ana.id): "online"}
