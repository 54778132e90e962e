"""Many hands, one client."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from app.calls.models import Call, Leg
from app.core.db import db

MANY = 50


def test_of_fifty_accepts_at_once_one_wins(floor, scope, company):
    desks = [floor.desk(f"Attendant {number}") for number in range(MANY)]
    caller = floor.waiting()
    offers = [desk.offers[0]["id"] for desk in desks]

    def accept(pair):
        desk, offer_id = pair
        return desk.browser.post(f"/offers/{offer_id}/accept")

    with ThreadPoolExecutor(MANY) as pool:
        responses = list(pool.map(accept, zip(desks, offers, strict=True)))
    statuses = sorted(response.status_code for response in responses)
    assert statuses == [200] + [409] * (MANY - 1)
    refusals = {r.get_json()["type"] for r in responses if r.status_code == 409}
    assert refusals == {"/problems/offer-taken"}
    with scope(company):
        assert db.session.scalar(select(func.count()).select_from(Leg)) == 1
    assert caller.stage == "in_call"
    states = [desk.state for desk in desks]
    assert states.count("on_call") == 1
    assert states.count("online") == MANY - 1


def test_the_winner_sees_the_client_and_the_client_the_winner(floor):
    ana = floor.desk("Ana")
    caller = floor.waiting("Zoe", reason="My order")
    call = ana.accept()
    assert call["form"]["reason"] == "My order"
    assert [p["name"] for p in call["participants"]] == ["Zoe", "Ana"]
    view = caller.look()["call"]
    assert [p["name"] for p in view["participants"]] == ["Zoe", "Ana"]
    assert "notes" not in view and "client" not in view
    assert view["media"]["seats"] == call["media"]["seats"] != []


def test_accepting_twice_is_refused(floor):
    ana = floor.desk("Ana")
    floor.waiting()
    (offer,) = ana.offers
    assert ana.browser.post(f"/offers/{offer['id']}/accept").status_code == 200
    assert ana.browser.post(f"/offers/{offer['id']}/accept").status_code == 409


def test_joining_twice_keeps_one_place_and_one_call(floor, scope, company):
    caller = floor.waiting()
    assert caller.queue().status_code == 200
    with scope(company):
        assert db.session.scalar(select(func.count()).select_from(Call)) == 1


def test_many_clients_and_few_attendants_pair_off_without_overlap(floor, scope, company):
    desks = [floor.desk(f"Attendant {number}") for number in range(4)]
    for number in range(6):
        floor.waiting(f"Client {number}")
    for _ in range(6):
        for desk in desks:
            for offer in desk.offers:
                desk.browser.post(f"/offers/{offer['id']}/accept")
    with scope(company):
        legs = db.session.scalars(select(Leg)).all()
        assert len({leg.person_id for leg in legs}) == len(legs) == 4
