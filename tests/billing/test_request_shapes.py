"""Whatever the gateway asks of the simulator, Stripe's own published API takes as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from billing import gateway
from billing.reconcile import reconcile
from tests.billing.conftest import KEY, Bank, Request
from tests.services import go_tools, ports
from tests.services.processes import running

# Asked of the simulator by the tests, not by the product.
OF_TESTS = ("/v1/test_helpers/test_clocks/", "/v1/coupons", "/v1/promotion_codes")


@pytest.fixture(scope="module")
def stripe_mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Stripe's own stateless double, which checks requests against the OpenAPI document."""
    port = ports.free()
    with running(
        [str(go_tools.build("stripe-mock")), "-http-addr", f"127.0.0.1:{port}"],
        name="stripe-mock",
        log=tmp_path_factory.mktemp("stripe-mock") / "log",
        cwd=Path.cwd(),
        is_ready=lambda: ports.answers(port),
    ):
        yield f"http://127.0.0.1:{port}"


def everything(bank: Bank) -> None:
    """Each thing that the gateway can do, once."""
    bank.owner.patch("/billing/account", {"tax_kind": "cnpj", "tax_id": "11222333000181"})
    bank.owner.patch("/billing/account", {"tax_kind": "other", "tax_id": "PT 123"})
    bank.checkout("starter")
    bank.subscribe("starter")
    bank.upgrade("business")
    bank.owner.get("/billing/next-invoice")
    bank.owner.get("/billing/invoices?limit=1")
    bank.owner.put("/billing/cancellation", {"at_period_end": True})
    bank.upgrade("starter")
    bank.owner.delete("/billing/change")
    bank.owner.post("/billing/portal", {"purpose": "all"})
    bank.owner.post("/billing/portal", {"purpose": "card"})
    with bank.app.app_context():
        reconcile()
        gateway.cancel_now(bank.subscription["id"])


def test_stripe_takes_every_request(bank: Bank, asked: list[Request], stripe_mock: str) -> None:
    before = len(asked) - 30  # with those that made the catalogue
    everything(bank)
    sent = [each for each in asked[max(0, before) :] if not each.path.startswith(OF_TESTS)]
    assert len({(each.method, each.path.split("_")[0]) for each in sent}) > 12
    refused = [(each, said) for each in sent if (said := _refusal(stripe_mock, each))]
    assert refused == []


def test_the_double_does_refuse(stripe_mock: str) -> None:
    wrong = Request("POST", "/v1/customers", (("surprise", "1"),))
    assert "additional properties" in (_refusal(stripe_mock, wrong) or "")


def _refusal(url: str, each: Request) -> str | None:
    pairs = list(each.pairs)
    answer = requests.request(
        each.method,
        url + each.path,
        params=pairs if each.method == "GET" else None,
        data=pairs if each.method == "POST" else None,
        headers={
            "Authorization": f"Bearer {KEY}",
            "Stripe-Version": gateway.API_VERSION,
            "Content-Type": "application/x-www-form-urlencoded",
        },
        timeout=10,
    )
    return None if answer.ok else answer.text
