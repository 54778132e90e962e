"""Fault 9: fifty attendants accept one client at the same moment, twenty times."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select, update

from app.calls.models import Leg
from app.core.clock import utcnow
from app.core.db import db
from app.queueing.models import Offer, Presence
from app.realtime.models import RealtimeSocket
from tests.faults.ledger import Ledger
from tests.faults.site import Site
from tests.floor import Desk, Floor

ATTENDANTS = 50
# Sign-ins of one address are counted, and hashing is slow on purpose.
HANDS = 8


@pytest.fixture
def floor(site: Site) -> Floor:
    return site.floor(name="Support", wrap_up_seconds=0)


@pytest.fixture
def desks(floor: Floor) -> list[Desk]:
    with ThreadPoolExecutor(HANDS) as pool:
        names = [f"Attendant {number}" for number in range(ATTENDANTS)]
        return list(pool.map(floor.desk, names))


def race(site: Site, floor: Floor, desks: list[Desk], rounds: int) -> None:
    ledger = Ledger()
    with ThreadPoolExecutor(len(desks)) as pool:
        for _ in range(rounds):
            floor.waiting()
            winner, call_id = one_round(site, desks, ledger, pool)
            winner.act(call_id, "end")
            winner.close(call_id)
    assert ledger.acknowledged("accept") == rounds
    assert ledger.statuses() == {200: rounds, 409: rounds * (len(desks) - 1)}
    with site.scope():
        ledger.check(
            "accept", db.session.scalars(select(Offer.id).where(Offer.state == "accepted"))
        )
        assert db.session.scalar(select(func.count()).select_from(Leg)) == rounds


def one_round(
    site: Site, desks: list[Desk], ledger: Ledger, pool: ThreadPoolExecutor
) -> tuple[Desk, int]:
    """Everybody's hand comes down at once; the winner and their call."""
    offers = open_offers(site)
    assert offers.keys() == {desk.id for desk in desks}
    together = Barrier(len(desks))

    def accept(desk: Desk) -> tuple[Desk, int | None]:
        offer_id = offers[desk.id]
        together.wait(30)
        path = f"/offers/{offer_id}/accept"
        answer = ledger.ask("accept", offer_id, lambda: desk.browser.post(path))
        return desk, answer.get_json()["id"] if answer.status_code == 200 else None

    answers = list(pool.map(accept, desks))
    [(winner, call_id)] = [(desk, call_id) for desk, call_id in answers if call_id is not None]
    return winner, call_id


def open_offers(site: Site) -> dict[int, int]:
    """Offers by person; everybody counts as just heard of."""
    with site.scope():
        db.session.execute(update(RealtimeSocket).values(seen_at=utcnow()))
        db.session.execute(update(Presence).values(heartbeat_at=utcnow()))
        rows = db.session.execute(select(Offer.person_id, Offer.id).where(Offer.state == "open"))
        return {row.person_id: row.id for row in rows}


@pytest.mark.timeout(600)
def test_one_of_fifty_wins_each_of_twenty_times(
    site: Site, floor: Floor, desks: list[Desk]
) -> None:
    race(site, floor, desks, 20)
    assert Counter(desk.state for desk in desks) == {"online": ATTENDANTS}


@pytest.mark.stress
@pytest.mark.timeout(1200)
def test_one_of_fifty_wins_each_of_two_hundred_times(
    site: Site, floor: Floor, desks: list[Desk]
) -> None:
    race(site, floor, desks, 200)
