"""Who is offered whom."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from app.core.clock import utcnow
from app.core.db import db
from app.queueing.jobs import expire_offer, sweep_floors
from app.queueing.models import Offer


def later(scope, company, **changes):
    """Moves every offer's times back by `changes`, as if that time had passed."""
    shift = timedelta(**changes)
    with scope(company):
        db.session.execute(
            update(Offer).values(
                made_at=Offer.made_at - shift,
                expires_at=Offer.expires_at - shift,
                ended_at=Offer.ended_at - shift,
            )
        )


def test_ring_all_rings_everybody_who_is_free(floor):
    ana, bob = floor.desk("Ana"), floor.desk("Bob")
    paused, offline = floor.desk("Pia"), floor.desk("Olaf", online=False)
    paused.go("paused", "lunch")
    floor.waiting("Zoe")
    assert [offer["client"]["name"] for offer in ana.offers] == ["Zoe"]
    assert [offer["client"]["name"] for offer in bob.offers] == ["Zoe"]
    assert paused.offers == offline.offers == []


def test_longest_idle_rings_one_at_a_time(make_floor):
    floor = make_floor(strategy="longest_idle")
    first, second = floor.desk("Ana"), floor.desk("Bob")
    floor.waiting()
    assert len(first.offers) == 1
    assert second.offers == []
    first.decline()
    assert len(second.offers) == 1


def test_a_colleague_of_another_department_is_not_rung(make_floor):
    sales, support = make_floor(name="Sales"), make_floor(name="Support")
    seller = sales.desk("Sol")
    support.waiting()
    assert seller.offers == []


def test_clients_are_served_in_the_order_in_which_they_came(floor):
    first, second = floor.waiting("First"), floor.waiting("Second")
    assert (first.look()["queue"]["position"], second.look()["queue"]["position"]) == (1, 2)
    ana = floor.desk("Ana")
    assert ana.offers[0]["client"]["name"] == "First"
    ana.accept()
    assert second.look()["queue"]["position"] == 1


def test_nobody_without_a_live_socket_is_rung(floor, scope, company):
    from app.realtime.models import RealtimeSocket

    ana = floor.desk("Ana")
    with scope(company):
        db.session.execute(update(RealtimeSocket).values(seen_at=utcnow() - timedelta(minutes=2)))
    floor.waiting()
    assert ana.offers == []


def test_an_offer_without_an_answer_pauses_the_attendant_and_keeps_the_place(
    floor, scope, company, run
):
    ana, bob = floor.desk("Ana"), floor.desk("Bob", online=False)
    caller = floor.waiting("Zoe")
    floor.waiting("Next")
    (offer,) = ana.offers
    later(scope, company, seconds=21)
    run(expire_offer, offer_id=offer["id"])
    assert ana.workstation()["presence"] | {"since": ""} == ana.workstation()["presence"] | {
        "since": "",
        "state": "paused",
        "reason": "no_answer",
    }
    assert ana.offers == []
    assert caller.look()["queue"]["position"] == 1
    bob.go("online")
    assert bob.offers[0]["client"]["name"] == "Zoe"


def test_an_offer_that_is_not_over_is_not_expired(floor, run):
    ana = floor.desk("Ana")
    floor.waiting()
    run(expire_offer, offer_id=ana.offers[0]["id"])
    assert len(ana.offers) == 1


def sweep(app):
    with app.app_context():
        sweep_floors()


def test_a_declined_client_is_offered_again_after_a_while(floor, app, scope, company):
    ana = floor.desk("Ana")
    floor.waiting("Zoe")
    ana.decline()
    sweep(app)
    assert ana.offers == []
    later(scope, company, seconds=31)
    sweep(app)
    assert ana.offers[0]["client"]["name"] == "Zoe"


def test_pausing_hands_the_offer_on(make_floor):
    floor = make_floor(strategy="longest_idle")
    ana, bob = floor.desk("Ana"), floor.desk("Bob")
    floor.waiting()
    ana.go("paused", "break")
    assert ana.offers == []
    assert len(bob.offers) == 1


def test_accepting_too_late_is_refused_with_a_sentence(floor, scope, company):
    ana = floor.desk("Ana")
    floor.waiting()
    (offer,) = ana.offers
    later(scope, company, seconds=21)
    response = ana.browser.post(f"/offers/{offer['id']}/accept")
    assert response.status_code == 409
    assert response.get_json()["type"] == "/problems/offer-closed"
    assert response.get_json()["detail"]


def test_an_offer_of_somebody_else_does_not_exist(floor):
    ana, bob = floor.desk("Ana"), floor.desk("Bob", online=False)
    floor.waiting()
    response = bob.browser.post(f"/offers/{ana.offers[0]['id']}/accept")
    assert response.status_code == 404


def test_one_person_has_one_open_offer(floor, scope, company):
    floor.desk("Ana")
    for name in ("One", "Two", "Three"):
        floor.waiting(name)
    with scope(company):
        assert len(db.session.scalars(select(Offer).where(Offer.state == "open")).all()) == 1
