"""Webhooks repeated, shuffled, lost and forged: what is stored is what Stripe says."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.db import db
from billing.facts import subscription_facts
from billing.models import StripeEvent
from billing.reconcile import reconcile
from billing.sync import facts_as_row
from tests import companies
from tests.billing.conftest import SECRET, Bank
from tests.fakes.stripe import cards, server

SAME_COMPANY = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def theirs(bank: Bank) -> dict[str, object]:
    paths = ["latest_invoice", "schedule"]
    return facts_as_row(subscription_facts(bank.account.expanded(bank.subscription, paths)))


def ours(bank: Bank) -> dict[str, object]:
    row = bank.stored()
    return {name: getattr(row, name) for name in theirs(bank)}


def test_the_answer_is_quick_and_the_event_is_stored_first(bank: Bank) -> None:
    bank.pay(bank.checkout("starter"))
    event = bank.pending()[-1]
    assert bank.post(event).json == {"received": True}
    with companies.acting(bank.app, None):
        row = db.session.get_one(StripeEvent, event["id"])
        assert (row.type, row.applied_at) == (event["type"], None)
    assert bank.now().plan == "free"
    bank.sweep()
    assert bank.now().plan == "starter"


def test_a_forged_or_old_message_is_refused(bank: Bank) -> None:
    bank.pay(bank.checkout("starter"))
    event = bank.pending()[-1]
    forged = bank.post(event, secret="whsec_other")
    assert (forged.status_code, forged.json["type"]) == (400, "/problems/webhook-signature")
    old = bank.post(event, at=int(time.time()) - 301)
    assert old.status_code == 400
    assert bank.post(event, secret=SECRET, at=int(time.time()) - 290).status_code == 200


def test_a_repeated_event_is_stored_once(bank: Bank) -> None:
    bank.subscribe("starter")
    event = bank.account.all("event")[0]
    assert bank.post(event).status_code == 200
    with companies.acting(bank.app, None):
        assert db.session.query(StripeEvent).filter_by(id=event["id"]).count() == 1


@pytest.fixture
def busy(bank: Bank) -> Bank:
    """A company with a history that the product has heard nothing of."""
    bank.pay(bank.checkout("starter"))
    bank.owner.post("/billing/refresh")
    bank.upgrade("business")
    bank.upgrade("starter")
    bank.advance(renewal=True, deliver=False)
    bank.change_card(cards.FAILS_LATER)
    bank.advance(renewal=True, deliver=False)
    return bank


@given(order=st.randoms(use_true_random=False), repeats=st.integers(0, 3), kept=st.floats(0, 1))
@SAME_COMPANY
def test_any_order_with_repeats_and_losses_ends_alike(
    busy: Bank, order: random.Random, repeats: int, kept: float
) -> None:
    events = [e for e in busy.account.all("event") if e["data"]["object"].get("customer")]
    chosen = [e for e in events if order.random() < kept] * (repeats + 1)
    order.shuffle(chosen)
    with companies.superuser() as connection:
        connection.execute("DELETE FROM platform.stripe_events")
        connection.execute(
            "UPDATE platform.billing_subscriptions SET status = 'active', amount = 1"
        )
    for event in chosen[:8]:
        assert busy.post(event).status_code == 200
        busy.apply(event)
    with busy.app.app_context():
        found = reconcile()
    assert bool(found) == (not chosen)
    assert ours(busy) == theirs(busy)
    assert busy.now().billing["state"] == "past_due"


def test_the_nightly_comparison_reports_and_mends(bank: Bank) -> None:
    bank.subscribe("starter")
    with bank.app.app_context():
        assert reconcile() == []
    with companies.superuser() as connection:
        connection.execute(
            "UPDATE platform.billing_subscriptions SET amount = 1, plan = 'enterprise'"
        )
    with bank.app.app_context():
        found = {each["field"]: (each["ours"], each["theirs"]) for each in reconcile()}
    assert found == {"amount": (1, 2900), "plan": ("enterprise", "starter")}
    assert ours(bank) == theirs(bank)


def test_an_event_waits_while_stripe_does_not_answer(bank: Bank) -> None:
    bank.pay(bank.checkout("starter"))
    event = bank.pending()[-1]
    bank.post(event)
    server.fail(bank.account, 500, times=3, path="/v1/subscriptions", method="GET")
    bank.sweep()
    with companies.acting(bank.app, None):
        row = db.session.get_one(StripeEvent, event["id"])
        assert row.applied_at is None
        assert "BillingUnreachable" in (row.error or "")
    bank.sweep()
    assert bank.now().plan == "starter"


def test_a_strangers_customer_is_none_of_our_business(bank: Bank) -> None:
    other = bank.stripe("customers", name="Somebody")
    bank.deliver()
    assert bank.account.get("customer", other["id"])["name"] == "Somebody"
    assert bank.stored() is None
