"""What is decided about payment reaches the pages that are open, whoever decided it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from app.core.db import db
from app.realtime.models import RealtimeEvent
from billing.reconcile import reconcile
from tests.billing.conftest import Bank
from tests.fakes.stripe import cards
from tests.worker import do_waiting_jobs
from workers.queues import QueueName

Told = Callable[[], dict[str, Any]]


@pytest.fixture
def told(bank: Bank, scope) -> Told:
    """The owner's session, after it was checked that the pages were told of this very state."""

    def found() -> dict[str, Any]:
        do_waiting_jobs(bank.app, QueueName.REALTIME)
        query = select(RealtimeEvent.data).where(RealtimeEvent.name == "session.changed")
        with scope(bank.company):
            revisions = [
                row["revision"] for row in db.session.scalars(query.order_by(RealtimeEvent.seq))
            ]
        session: dict[str, Any] = bank.owner.get("/session").json
        assert revisions[-1] == session["revision"]
        return session

    return found


def test_a_webhook_lifts_the_limits_of_open_pages(bank: Bank, told: Told) -> None:
    bank.subscribe("starter")
    session = told()
    assert (session["company"]["plan"], session["limits"]["departments"]) == ("starter", 3)
    assert "recording" in session["features"]
    bank.upgrade("business")
    session = told()
    assert session["limits"]["departments"] == 10
    assert "supervision" in session["features"]


def test_money_that_is_owed_shows_on_open_pages(bank: Bank, told: Told) -> None:
    bank.subscribe("starter")
    bank.change_card(cards.FAILS_LATER)
    bank.deliver()
    bank.advance(renewal=True)
    assert told()["billing"]["state"] == "past_due"
    bank.advance(days=8)
    session = told()
    assert (session["billing"]["state"], session["company"]["plan"]) == ("restricted", "free")


def test_what_the_reconcile_finds_reaches_open_pages(bank: Bank, told: Told) -> None:
    bank.subscribe("starter")
    bank.change_card(cards.FAILS_LATER)
    assert told()["billing"]["state"] == "active"
    # The webhooks of the renewal that fails are lost.
    bank.advance(renewal=True, deliver=False)
    with bank.app.app_context():
        reconcile()
    assert told()["billing"]["state"] == "past_due"
