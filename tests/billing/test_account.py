"""Who pays: billing email and tax number, with us and with Stripe; the catalogue's command."""

from __future__ import annotations

import pytest

from billing import gateway
from billing.catalogue import sync_catalogue
from billing.plans import PRICES
from tests.billing.conftest import Bank
from tests.fakes.stripe import server


@pytest.mark.parametrize(
    ("kind", "written", "kept", "stripe"),
    [
        ("cnpj", "11222333000181", "11.222.333/0001-81", "br_cnpj"),
        ("cpf", "390.533.447-05", "390.533.447-05", "br_cpf"),
        ("other", "PT 123 456", "PT 123 456", None),
    ],
)
def test_a_tax_number_is_checked_and_printed_on_invoices(
    bank: Bank, kind: str, written: str, kept: str, stripe: str | None
) -> None:
    saved = bank.owner.patch("/billing/account", {"tax_kind": kind, "tax_id": written})
    assert saved.json == {"email": "", "tax_kind": kind, "tax_id": kept}
    bank.subscribe("starter")
    taxes = [(tax["type"], tax["value"]) for tax in bank.invoice["customer_tax_ids"]]
    fields = [field["value"] for field in bank.invoice["custom_fields"] or []]
    assert (taxes, fields) == (([(stripe, kept)], []) if stripe else ([], [kept]))


@pytest.mark.parametrize(
    ("kind", "written"), [("cnpj", "11222333000182"), ("cpf", "111"), ("other", ""), ("", "123")]
)
def test_a_wrong_tax_number_is_refused(bank: Bank, kind: str, written: str) -> None:
    refused = bank.owner.patch("/billing/account", {"tax_kind": kind, "tax_id": written})
    assert refused.status_code == 422
    assert bank.page["account"] == {"email": "", "tax_kind": "", "tax_id": ""}


def test_one_number_replaces_another_and_can_be_taken_away(bank: Bank) -> None:
    bank.owner.patch("/billing/account", {"tax_kind": "cnpj", "tax_id": "11222333000181"})
    bank.owner.patch("/billing/account", {"tax_kind": "cpf", "tax_id": "39053344705"})
    assert [tax["type"] for tax in bank.account.all("tax_id")] == ["br_cpf"]
    bank.owner.patch("/billing/account", {"tax_kind": "", "tax_id": ""})
    assert bank.account.all("tax_id") == []


def test_the_billing_email_reaches_stripe(bank: Bank) -> None:
    bank.owner.patch("/billing/account", {"email": "Finance@acme.example"})
    [customer] = bank.account.all("customer")
    assert customer["email"] == bank.page["account"]["email"] == "finance@acme.example"


def test_while_stripe_is_away_nothing_is_half_saved(bank: Bank) -> None:
    bank.subscribe("starter")
    server.fail(bank.account, 500, times=9, method="POST")
    answer = bank.owner.patch("/billing/account", {"email": "finance@acme.example"})
    assert (answer.status_code, answer.json["type"]) == (503, "/problems/billing-unreachable")
    assert bank.page["account"]["email"] != "finance@acme.example"
    bank.account.failures.clear()


def test_the_catalogue_s_command_gives_one_result_however_often(bank: Bank) -> None:
    assert sync_catalogue() == []
    assert len(bank.account.all("price")) == len(PRICES) * 4
    cheap = bank.account.all("price", lookup_key="starter_month_usd")[0]
    cheap["unit_amount"] = 1
    assert sync_catalogue() == ["price starter_month_usd made at 2900"]
    assert sync_catalogue() == []
    assert cheap["lookup_key"] is None


def test_stripe_is_never_asked_within_a_transaction(bank: Bank, scope) -> None:
    from sqlalchemy import text

    from app.core.db import db

    with scope(bank.company):
        db.session.execute(text("SELECT 1"))
        with pytest.raises(RuntimeError, match="transaction"):
            gateway.subscription_of("cus_x")
        db.session.rollback()
