"""From Free to a paid plan through Stripe's payment page."""

from __future__ import annotations

import pytest

from billing.plans import PRICES
from tests.billing.conftest import Bank
from tests.fakes.stripe import cards


def test_a_payment_brings_the_plan(bank: Bank) -> None:
    answer = bank.pay(bank.checkout("business", currency="brl", interval="year"))
    assert answer.headers["Location"] == f"http://{bank.company.host}/billing?paid=yes"
    assert bank.now().plan == "free"
    bank.deliver()
    assert bank.now().plan == "business"
    found = bank.page
    assert found["standing"]["state"] == "active"
    assert found["subscription"]["amount"] == PRICES["business"]["brl"]["year"]
    assert found["subscription"]["interval"] == "year"
    assert bank.invoice["amount_paid"] == PRICES["business"]["brl"]["year"]


def test_the_page_asks_stripe_where_the_webhook_is_slow(bank: Bank) -> None:
    bank.pay(bank.checkout("starter"))
    assert bank.owner.post("/billing/refresh").json["plan"] == "starter"
    assert bank.now().plan == "starter"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (cards.DECLINED, "declined"),
        (cards.NO_FUNDS, "insufficient funds"),
        (cards.EXPIRED, "expired"),
        ("1234", "incorrect"),
    ],
)
def test_a_declined_card_then_a_good_one(bank: Bank, number: str, words: str) -> None:
    page = bank.checkout("starter")
    refused = bank.pay(page, number)
    assert refused.status_code == 200
    assert words in refused.text
    bank.deliver()
    assert bank.now().plan == "free"
    assert bank.pay(page).status_code == 303
    bank.deliver()
    assert bank.now().plan == "starter"


def test_a_card_that_asks_its_holder(bank: Bank) -> None:
    page = bank.checkout("starter")
    asked = bank.pay(page, cards.ASKS_ONCE)
    assert "approve this payment" in asked.text
    assert bank.pay(page, cards.ASKS_ONCE, authentication="fail").status_code == 200
    assert bank.account.all("subscription") == []
    assert bank.pay(page, cards.ASKS_ONCE, authentication="complete").status_code == 303
    bank.deliver()
    assert bank.now().plan == "starter"


def test_a_promotion_code_lowers_the_first_invoice(bank: Bank) -> None:
    bank.stripe("coupons", id="half", percent_off=50, duration="once")
    promotion = {"promotion[type]": "coupon", "promotion[coupon]": "half"}
    bank.stripe("promotion_codes", code="HALF", **promotion)
    page = bank.checkout("starter")
    assert "invalid" in bank.pay(page, code="NOTHING").text
    assert bank.pay(page, code="half").status_code == 303
    bank.deliver()
    assert bank.invoice["amount_paid"] == PRICES["starter"]["usd"]["month"] // 2
    bank.advance(renewal=True)
    assert bank.invoice["amount_paid"] == PRICES["starter"]["usd"]["month"]


def test_a_second_page_closes_the_first(bank: Bank) -> None:
    first = bank.checkout("starter")
    second = bank.checkout("business")
    assert bank.pay(first).status_code == 410
    assert bank.pay(second).status_code == 303
    bank.deliver()
    assert bank.now().plan == "business"
    again = bank.owner.post(
        "/billing/checkout", {"plan": "starter", "interval": "month", "currency": "usd"}
    )
    assert again.json["type"] == "/problems/already-subscribed"


def test_a_trial_by_configuration(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.core.config import settings

    monkeypatch.setenv("BILLING_TRIAL_DAYS", "14")
    settings.cache_clear()
    bank.subscribe("professional")
    assert bank.page["standing"]["state"] == "trialing"
    assert bank.now().plan == "professional"
    assert bank.invoice["amount_paid"] == 0
    bank.advance(days=15)
    assert bank.page["standing"]["state"] == "active"
    assert bank.invoice["amount_paid"] == PRICES["professional"]["usd"]["month"]


def test_without_keys_the_page_says_so(company, owner_person, browser_of) -> None:
    owner = browser_of(owner_person)
    found = owner.get("/billing").json
    assert found["configured"] is False
    assert set(found["contacts"]) == {"whatsapp", "email"}
    body = {"plan": "starter", "interval": "month", "currency": "usd"}
    refused = owner.post("/billing/checkout", body)
    assert refused.json["type"] == "/problems/billing-not-configured"
    assert owner.get("/billing/invoices").json == {"items": [], "next_cursor": None}


@pytest.mark.parametrize("present", ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"])
def test_half_a_configuration_does_not_start(
    app, monkeypatch: pytest.MonkeyPatch, present: str
) -> None:
    from app.core.config import SettingsError, read_settings

    monkeypatch.setenv(present, "something")
    with pytest.raises(SettingsError, match="STRIPE"):
        read_settings()
