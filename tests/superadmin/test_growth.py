"""Growth and revenue: what the figures above the list of companies are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.core.clock import utcnow
from app.core.db import db
from app.superadmin.jobs import note_revenue
from app.superadmin.models import RevenueDay
from billing.models import Subscription
from tests import companies
from tests.billing.conftest import Bank
from tests.browser import Browser
from tests.conftest import Scope
from workers.job import run_job

STARTER_USD, STARTER_YEAR_USD = 2900, 29_000


@pytest.fixture
def finance(as_staff: Callable[..., Browser]) -> Browser:
    return as_staff("finance")


@pytest.fixture
def change_subscription(scope: Scope, company) -> Callable[..., None]:
    """Other values in what was mirrored, such as a start that lies further back."""

    def change(**values: Any) -> None:
        with scope(None):
            row = db.session.get_one(Subscription, company.id)
            for name, value in values.items():
                setattr(row, name, value)

    return change


def growth(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/companies/growth")
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def monthly(browser: Browser) -> dict[str, int]:
    return {each["currency"]: each["amount"] for each in growth(browser)["revenue"]["monthly"]}


def test_a_month_counts_its_price_and_a_year_a_twelfth(bank: Bank, finance: Browser) -> None:
    assert monthly(finance) == {}
    bank.subscribe("starter")
    assert monthly(finance) == {"usd": STARTER_USD}
    assert bank.upgrade("starter", "year").status_code == 200
    assert monthly(finance) == {"usd": STARTER_YEAR_USD // 12}


def test_support_sees_no_money(bank: Bank, staff: Browser) -> None:
    bank.subscribe("starter")
    found = growth(staff)
    assert found["revenue"] is None
    assert found["companies"] >= 1


def test_who_ended_lately_is_counted_against_who_paid_then(
    bank: Bank, finance: Browser, change_subscription: Callable[..., None]
) -> None:
    bank.subscribe("starter")
    assert growth(finance)["churn"] == {"active_at_start": 0, "cancelled": 0}
    change_subscription(started_at=utcnow() - timedelta(days=40))
    assert growth(finance)["churn"] == {"active_at_start": 1, "cancelled": 0}
    bank.stripe(f"subscriptions/{bank.subscription['id']}", cancel_at_period_end="true")
    bank.advance(renewal=True)
    ended = bank.stored()
    assert ended is not None
    assert ended.status == "canceled"
    assert ended.ended_at is not None
    # The test's clock of the payment service has run ahead of ours.
    change_subscription(started_at=utcnow() - timedelta(days=40), ended_at=utcnow())
    assert growth(finance)["churn"] == {"active_at_start": 1, "cancelled": 1}
    assert monthly(finance) == {}


def test_trials_and_those_about_to_end(
    bank: Bank,
    finance: Browser,
    change_subscription: Callable[..., None],
) -> None:
    bank.subscribe("starter")
    far = utcnow() + timedelta(days=10)
    change_subscription(status="trialing", trial_end=far)
    assert growth(finance)["trials"] == {"running": 1, "ending_soon": 0}
    change_subscription(trial_end=far - timedelta(days=4))
    assert growth(finance)["trials"] == {"running": 1, "ending_soon": 1}
    assert monthly(finance) == {}


def test_companies_past_due_and_new_ones(finance: Browser, company, other_company) -> None:
    long_ago = utcnow() - timedelta(days=100)
    for each in (company, other_company):
        companies.change(each, created_at=long_ago)
    before = growth(finance)
    companies.change(other_company, created_at=utcnow())
    after = growth(finance)
    assert (after["new"], after["past_due"]) == (before["new"] + 1, 0)
    months = by_month(after)
    assert len(months) == 12
    assert months[long_ago.strftime("%Y-%m")] == 1
    assert months[utcnow().strftime("%Y-%m")] == by_month(before)[utcnow().strftime("%Y-%m")] + 1
    assert list(months) == sorted(months)


def by_month(found: dict[str, Any]) -> dict[str, int]:
    return {each["month"]: each["count"] for each in found["new_by_month"]}


def test_a_months_revenue_is_what_its_last_noted_day_says(
    app: Flask, bank: Bank, finance: Browser, scope: Scope
) -> None:
    today = utcnow().date()
    last_month = today.replace(day=1) - timedelta(days=1)
    with scope(None):
        for day, amount in ((last_month, 700), (last_month - timedelta(days=3), 900)):
            db.session.add(RevenueDay(day=day, currency="usd", amount=amount))
    bank.subscribe("starter")
    for _ in range(2):
        with app.app_context():
            run_job(note_revenue.name, None, {})
    assert growth(finance)["revenue"]["history"] == [
        {"month": f"{last_month:%Y-%m}", "currency": "usd", "amount": 700},
        {"month": f"{today:%Y-%m}", "currency": "usd", "amount": STARTER_USD},
    ]
