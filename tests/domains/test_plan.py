"""A company's own domains come and go with its plan, and are kept meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from tests import companies
from tests.billing.conftest import Bank, asked, bank, owner_person, paying, simulator
from tests.browser import Browser
from tests.domains.conftest import Owner

__all__ = ["asked", "bank", "owner_person", "paying", "simulator"]

WHY: dict[str, Any] = {"limits": {}, "until": None, "reason": "Asked for by their owner"}


def standing(owner: Owner, domain: dict[str, Any]) -> tuple[str, bool, bool, bool]:
    found = owner.read(domain)
    return found["state"], found["served"], found["primary"], found["preferred"]


@pytest.fixture
def domain(owner: Owner) -> dict[str, Any]:
    found = owner.activate()
    owner.prefer(found)
    return found


def test_free_has_no_domain_of_its_own(app, company, owner) -> None:
    companies.change(company, plan="free")
    answer = owner.browser.post("/domains", {"host": "video.acme-care.com"})
    assert answer.status_code == 403
    assert answer.json["type"] == "/problems/plan-feature"
    assert answer.json["lifting_plan"] == "starter"
    assert not owner.page()["in_plan"]


def test_staff_take_it_away_and_give_it_back(app, company, owner, admin, domain) -> None:
    address = f"/companies/{company.id}/overrides"
    assert admin.put(address, WHY | {"features": {"custom_domain": False}}).status_code == 204
    assert standing(owner, domain) == ("active", False, False, True)
    assert owner.page()["primary_host"] == company.host
    assert owner.prefer(domain).json["type"] == "/problems/plan-feature"
    # A look at its records in between changes nothing about that.
    assert not owner.look(domain)["served"]
    assert admin.put(address, WHY | {"features": {}}).status_code == 204
    assert standing(owner, domain) == ("active", True, True, True)


def test_a_closed_company_lets_its_host_rest_until_it_is_restored(
    app, company, owner, admin, domain
) -> None:
    host = f"{domain['host']}:{company.host.partition(':')[2]}"
    why = {"reason": "Asked for by their owner"}
    admin.post(f"/companies/{company.id}/close", why)
    assert Browser(app, host).get("/session").status_code == 404
    admin.post(f"/companies/{company.id}/restore", why)
    assert Browser(app, host).get("/session").status_code == 401


def test_staff_see_the_domains_with_their_state(company, admin, owner, domain) -> None:
    (found,) = admin.get(f"/companies/{company.id}").json["domains"]
    assert (found["name"], found["state"], found["primary"]) == (domain["name"], "active", True)
    assert "challenge" not in found


def test_a_subscription_brings_the_domain_and_its_end_takes_it(app, bank: Bank, records) -> None:
    payer = Owner(app, bank.owner, records, "")
    bank.subscribe("starter")
    domain = payer.activate()
    payer.prefer(domain)
    assert standing(payer, domain) == ("active", True, True, True)
    bank.owner.put("/billing/cancellation", {"at_period_end": True})
    bank.advance(days=40)
    assert bank.now().plan == "free"
    assert standing(payer, domain) == ("active", False, False, True)
