"""A renewal that is not paid: grace, mails in steps, Free's limits, and recovery at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import requests

from billing.models import BillingNotice
from tests.billing.conftest import Bank
from tests.fakes.stripe import cards, invoices


@pytest.fixture
def failing(bank: Bank) -> Bank:
    """The renewal of Starter has just failed."""
    bank.subscribe("starter")
    bank.change_card(cards.FAILS_LATER)
    bank.deliver()
    bank.advance(renewal=True)
    return bank


def kinds(bank: Bank, scope) -> list[str]:
    with scope(None):
        from app.core.db import db

        rows = db.session.query(BillingNotice).order_by(BillingNotice.id)
        return [row.kind for row in rows]


def test_past_due_keeps_the_plan_for_the_grace(failing: Bank) -> None:
    assert failing.subscription["status"] == "past_due"
    assert failing.now().plan == "starter"
    standing = failing.page["standing"]
    assert (standing["state"], standing["reason"]) == ("past_due", "payment")
    until = datetime.fromisoformat(standing["grace_until"])
    failed = datetime.fromtimestamp(failing.invoice["created"], until.tzinfo)
    assert until - failed == timedelta(days=7)
    session = failing.owner.get("/session").json["billing"]
    assert (session["state"], session["grace_until"]) == ("past_due", standing["grace_until"])


def test_then_free_s_limits_hold_and_nothing_is_lost(failing: Bank, scope) -> None:
    failing.advance(days=6)
    assert failing.now().plan == "starter"
    failing.advance(days=2)
    assert failing.now().plan == "free"
    assert failing.page["standing"]["state"] == "restricted"
    assert failing.page["subscription"]["plan"] == "starter"


def test_mails_come_in_steps_and_once(failing: Bank, scope, deliver_outbox, world) -> None:
    for _ in range(8):
        failing.advance(days=1)
        failing.sweep()
    assert kinds(failing, scope) == [
        "payment_failed",
        "payment_reminder",
        "payment_last_day",
        "payment_restricted",
    ]
    assert deliver_outbox(failing.company) == 4
    answer = requests.get(f"{world.url}/messages", params={"to": "olga@acme.example"}, timeout=5)
    subjects = [item["subject"] for item in answer.json()["items"][:4]]
    assert "A payment for Acme Care did not go through" in subjects
    assert "Acme Care is now on the Free plan's limits" in subjects
    assert all("/billing" in link for link in answer.json()["items"][0]["links"])


@pytest.mark.parametrize("days", [1, 9])
def test_paying_brings_everything_back_at_once(failing: Bank, scope, days: int) -> None:
    failing.advance(days=days)
    url = failing.page["subscription"]["payment_url"]
    assert requests.post(url, data={"number": cards.GOOD}, timeout=10).ok
    failing.deliver()
    assert failing.now().plan == "starter"
    assert failing.page["standing"]["state"] == "active"
    assert kinds(failing, scope)[-1] == "payment_recovered"
    assert failing.owner.get("/session").json["billing"]["state"] == "active"


def test_the_retry_with_a_new_card_recovers_too(failing: Bank) -> None:
    failing.change_card(cards.GOOD)
    failing.advance(days=4)
    assert failing.subscription["status"] == "active"
    assert failing.now().plan == "starter"


def test_while_money_is_owed_the_plan_is_not_changed(failing: Bank) -> None:
    refused = failing.owner.post(
        "/billing/change/preview", {"plan": "business", "interval": "month"}
    )
    assert refused.json["type"] == "/problems/payment-due"
    assert refused.json["payment_url"] == failing.invoice["hosted_invoice_url"]
    assert failing.owner.put("/billing/cancellation", {"at_period_end": True}).status_code == 200


def test_a_chargeback_counts_like_an_unpaid_renewal(bank: Bank, scope) -> None:
    bank.subscribe("starter", cards.DISPUTED)
    standing = bank.page["standing"]
    assert (standing["state"], standing["reason"]) == ("past_due", "dispute")
    bank.advance(days=8)
    assert bank.now().plan == "free"
    assert kinds(bank, scope)[0] == "payment_disputed"
    [dispute] = bank.account.all("dispute")
    invoices.close_dispute(bank.account, dispute, "won")
    bank.deliver()
    assert bank.now().plan == "starter"


def test_a_dispute_that_is_lost_stays(bank: Bank) -> None:
    bank.subscribe("starter", cards.DISPUTED)
    [dispute] = bank.account.all("dispute")
    invoices.close_dispute(bank.account, dispute, "lost")
    bank.deliver()
    bank.advance(days=8)
    assert bank.page["standing"]["state"] == "restricted"
