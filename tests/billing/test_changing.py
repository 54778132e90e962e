"""Up at once with a sum that was shown, down at the end of the period, and out again."""

from __future__ import annotations

from app.core.db import db
from billing.models import Subscription
from billing.plans import PRICES
from tests import companies
from tests.billing.conftest import Bank
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory
from tests.fakes.stripe import cards

STARTER, BUSINESS = (PRICES[plan]["usd"]["month"] for plan in ("starter", "business"))
MONTHLY = {"interval": "month"}


def test_an_upgrade_takes_the_sum_that_was_shown(bank: Bank) -> None:
    bank.subscribe("starter")
    bank.advance(days=10)
    choice = {"plan": "business"} | MONTHLY
    seen = bank.owner.post("/billing/change/preview", choice).json
    assert seen["kind"] == "now"
    assert 0 < seen["amount_due"] < BUSINESS - STARTER
    assert seen["amount_due"] == sum(line["amount"] for line in seen["lines"])
    body = choice | {name: seen[name] for name in ("at", "attempt")}
    assert bank.owner.post("/billing/change", body).json["plan"] == "business"
    assert bank.now().plan == "business"
    assert bank.invoice["amount_paid"] == seen["amount_due"]
    # Pressed twice: one invoice.
    assert bank.owner.post("/billing/change", body).status_code in (200, 409)
    assert len(bank.account.all("invoice")) == 2


def test_a_refused_card_changes_nothing(bank: Bank) -> None:
    bank.subscribe("starter")
    bank.change_card(cards.FAILS_LATER)
    refused = bank.upgrade("business")
    assert refused.status_code == 402
    assert refused.json["type"] == "/problems/payment-refused"
    assert refused.json["code"] == "card_declined"
    assert bank.now().plan == "starter"
    assert bank.subscription["items"]["data"][0]["price"]["lookup_key"] == "starter_month_usd"
    bank.change_card(cards.GOOD)
    assert bank.upgrade("business").status_code == 200
    assert bank.now().plan == "business"


def test_a_sum_that_was_shown_long_ago_is_not_taken(bank: Bank) -> None:
    bank.subscribe("starter")
    choice = {"plan": "business"} | MONTHLY
    seen = bank.owner.post("/billing/change/preview", choice).json
    bank.advance(days=1)
    late = bank.owner.post(
        "/billing/change", choice | {"at": seen["at"], "attempt": seen["attempt"]}
    )
    assert late.json["type"] == "/problems/preview-over"
    assert bank.now().plan == "starter"


def test_a_standing_test_clock_does_not_outdate_a_sum(bank: Bank) -> None:
    """The clock stands still, so what is known of it falls behind between two looks."""
    bank.subscribe("business")
    choice = {"plan": "starter"} | MONTHLY
    seen = bank.owner.post("/billing/change/preview", choice).json
    with companies.acting(bank.app, None):
        db.session.get_one(Subscription, bank.company.id).clock_offset_seconds -= 5
    planned = bank.owner.post(
        "/billing/change", choice | {"at": seen["at"], "attempt": seen["attempt"]}
    )
    assert planned.status_code == 200, planned.json


def test_from_monthly_to_yearly_at_once(bank: Bank) -> None:
    bank.subscribe("starter")
    assert bank.upgrade("starter", "year").status_code == 200
    assert bank.page["subscription"]["interval"] == "year"
    assert bank.invoice["amount_paid"] == PRICES["starter"]["usd"]["year"] - STARTER


def test_a_downgrade_comes_at_the_end_and_says_what_is_over(bank: Bank, scope) -> None:
    bank.subscribe("business")
    with scope(bank.company):
        for name in ("One", "Two", "Three", "Four", "Five"):
            DepartmentFactory(name=name)
    choice = {"plan": "starter"} | MONTHLY
    seen = bank.owner.post("/billing/change/preview", choice).json
    assert (seen["kind"], seen["amount_due"]) == ("period_end", 0)
    [over] = seen["excess"]
    assert (over["limit"], over["used"], over["maximum"]) == ("departments", 5, 3)
    assert [item["name"] for item in over["items"]] == ["Four", "Five"]
    assert "supervision" in seen["features_lost"]
    assert bank.upgrade("starter").json["subscription"]["next_plan"] == "starter"
    assert bank.now().plan == "business"
    bank.advance(renewal=True)
    assert bank.now().plan == "starter"
    assert bank.invoice["amount_paid"] == STARTER
    assert bank.page["subscription"]["next_plan"] is None
    assert bank.now().billing["retention"]["days"] == 90
    over_now = bank.owner.get("/billing/usage").json["over"]
    assert [item["name"] for item in over_now[0]["items"]] == ["Four", "Five"]


def test_over_the_limit_is_read_only_until_the_company_chooses(bank: Bank, scope) -> None:
    with scope(bank.company):
        first, second = DepartmentFactory(name="One"), DepartmentFactory(name="Two")
        ana = PersonFactory(name="Ana", departments=[first])
        bea = PersonFactory(name="Bea", departments=[first])
    refused = bank.owner.patch(f"/departments/{second.id}", {"name": "Other"})
    assert (refused.json["type"], refused.json["limit"]) == ("/problems/plan-limit", "departments")
    assert refused.json["lifting_plan"] == "starter"
    link = {"department_id": second.id, "type": "reusable"}
    assert bank.owner.post("/access-links", link).json["type"] == "/problems/plan-limit"
    renamed = bank.owner.patch(f"/attendants/{bea.id}", {"name": "Beatriz"})
    assert renamed.json["limit"] == "attendants"
    assert bank.owner.patch(f"/attendants/{ana.id}", {"name": "Anna"}).status_code == 200
    # The company chooses the newer ones.
    assert bank.owner.post(f"/attendants/{ana.id}/deactivate").status_code == 200
    assert bank.owner.patch(f"/departments/{first.id}", {"active": False}).status_code == 200
    assert bank.owner.patch(f"/departments/{second.id}", {"name": "Other"}).status_code == 200
    assert bank.owner.patch(f"/attendants/{bea.id}", {"name": "Beatriz"}).status_code == 200


def test_a_planned_downgrade_can_be_taken_back(bank: Bank) -> None:
    bank.subscribe("business")
    bank.upgrade("starter")
    assert bank.owner.delete("/billing/change").json["subscription"]["next_plan"] is None
    bank.advance(renewal=True)
    assert bank.now().plan == "business"


def test_an_upgrade_replaces_a_planned_downgrade(bank: Bank) -> None:
    bank.subscribe("business")
    bank.upgrade("starter")
    assert bank.upgrade("professional").status_code == 200
    assert bank.page["subscription"]["next_plan"] is None
    bank.advance(renewal=True)
    assert bank.now().plan == "professional"


def test_cancel_and_resume(bank: Bank) -> None:
    bank.subscribe("starter")
    ends = bank.owner.put("/billing/cancellation", {"at_period_end": True}).json
    assert ends["subscription"]["cancel_at"] == ends["subscription"]["period_end"]
    assert bank.owner.get("/billing/next-invoice").json == {"invoice": None}
    resumed = bank.owner.put("/billing/cancellation", {"at_period_end": False}).json
    assert resumed["subscription"]["cancel_at"] is None
    bank.owner.put("/billing/cancellation", {"at_period_end": True})
    bank.advance(renewal=True)
    assert bank.now().plan == "free"
    assert bank.page["standing"]["state"] == "canceled"
    assert bank.subscribe("business")["status"] == "active"
    assert bank.now().plan == "business"


def test_payment_history_and_the_next_invoice(bank: Bank) -> None:
    import requests

    bank.subscribe("starter")
    bank.advance(renewal=True)
    page = bank.owner.get("/billing/invoices?limit=1").json
    [newest] = page["items"]
    assert (newest["status"], newest["total"]) == ("paid", STARTER)
    older = bank.owner.get(f"/billing/invoices?limit=1&cursor={page['next_cursor']}").json
    assert older["items"][0]["id"] != newest["id"]
    assert older["next_cursor"] is None
    receipt = requests.get(newest["pdf_url"], timeout=10)
    assert receipt.headers["Content-Type"] == "application/pdf"
    assert receipt.content.startswith(b"%PDF-")
    assert bank.owner.get("/billing/next-invoice").json["invoice"]["amount_due"] == STARTER


def test_staff_s_choice_stays_until_billing_decides_anew(bank: Bank) -> None:
    from tests import companies

    bank.subscribe("starter")
    companies.change(bank.company, plan="enterprise")
    bank.advance(renewal=True)
    assert bank.now().plan == "enterprise"
    assert bank.upgrade("business").status_code == 200
    assert bank.now().plan == "business"


def test_only_the_owner_changes_anything(bank: Bank, scope, browser_of) -> None:
    bank.subscribe("starter")
    with scope(bank.company):
        mona = PersonFactory(role="manager")
        ana = PersonFactory(role="attendant", departments=[DepartmentFactory()])
    manager, attendant = browser_of(mona), browser_of(ana)
    assert manager.get("/billing").status_code == 200
    assert manager.get("/billing/usage").status_code == 200
    for method, path in (
        ("post", "/billing/checkout"),
        ("post", "/billing/change"),
        ("put", "/billing/cancellation"),
        ("patch", "/billing/account"),
        ("post", "/billing/portal"),
    ):
        assert getattr(manager, method)(path, {}).status_code == 403
    assert attendant.get("/billing").status_code == 403


def test_the_usage_names_every_limit(bank: Bank, scope) -> None:
    with scope(bank.company):
        PersonFactory(departments=[DepartmentFactory()])
    found = {each["limit"]: each for each in bank.owner.get("/billing/usage").json["limits"]}
    figures = {name: (each["used"], each["maximum"]) for name, each in found.items()}
    assert figures == {
        "attendants": (1, 1),
        "departments": (1, 1),
        "participants": (0, 2),
        "retention_days": (None, 0),
    }
