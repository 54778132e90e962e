"""What a change of the team means for the queue."""

from __future__ import annotations


def manage(floor):
    return floor.browser_of(floor.manager)


def test_a_deactivated_attendant_is_not_rung_any_more(make_floor):
    floor = make_floor(strategy="longest_idle")
    ana, bob = floor.desk("Ana"), floor.desk("Bob")
    floor.waiting("Zoe")
    assert len(ana.offers) == 1
    assert manage(floor).post(f"/attendants/{ana.id}/deactivate").status_code == 200
    assert bob.offers[0]["client"]["name"] == "Zoe"
    assert ana.browser.get("/workstation").status_code == 401


def test_who_leaves_a_department_leaves_its_queue(make_floor):
    support, sales = make_floor(name="Support"), make_floor(name="Sales")
    ana, bob = support.desk("Ana"), support.desk("Bob", online=False)
    support.waiting("Zoe")
    assert len(ana.offers) == 1
    path = f"/attendants/{ana.id}"
    version = manage(support).get(path).get_json()["version"]
    body = {"department_ids": [sales.department.id], "version": version}
    assert manage(support).patch(path, body).status_code == 200
    assert ana.offers == []
    sales.waiting("Yan")
    assert ana.offers[0]["client"]["name"] == "Yan"
    bob.go("online")
    assert bob.offers[0]["client"]["name"] == "Zoe"


def test_who_waits_in_a_closed_department_is_still_served(floor):
    caller = floor.waiting("Zoe")
    path = f"/departments/{floor.department.id}"
    assert manage(floor).patch(path, {"active": False}).status_code == 200
    ana = floor.desk("Ana")
    assert ana.offers[0]["client"]["name"] == "Zoe"
    assert caller.stage == "waiting"
