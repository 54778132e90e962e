"""Closing, exporting and erasing a company at the hands of the staff."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import requests
from flask import Flask
from sqlalchemy import select

from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.superadmin.models import CompanyTask
from billing.models import BillingAccount, BillingNotice, StripeEvent, Subscription
from billing.operations import do_forget
from media import storage
from tenants import lifecycle
from tenants.models import Company
from tests.billing.conftest import Bank
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory
from tests.superadmin.notes import WHY, Made, done, page


def test_a_closed_company_pays_no_more_and_is_kept_as_long_as_was_said(
    bank: Bank, admin: Browser, company, work: Callable[[], None]
) -> None:
    bank.subscribe("starter")
    path = f"/companies/{company.id}/close"
    assert admin.post(path, WHY | {"keep_days": 30}).status_code == 204
    work()
    assert bank.subscription["status"] == "canceled"
    shown = page(admin, company.id)
    assert shown["state"] == "closed"
    kept = utcnow() + timedelta(days=30)
    assert shown["erase_at"][:10] == kept.date().isoformat()
    assert admin.post(f"/companies/{company.id}/restore", WHY).status_code == 204
    assert page(admin, company.id)["erase_at"] is None


def test_a_subscription_is_ended_later_when_the_payment_service_was_away(
    bank: Bank,
    admin: Browser,
    company,
    work: Callable[[], None],
    sweep: Callable[[], None],
) -> None:
    bank.subscribe("starter")
    with bank.app.app_context():
        lifecycle.close(company.id)
        db.session.commit()
    assert bank.subscription["status"] == "active"
    sweep()
    assert bank.subscription["status"] == "canceled"


def test_an_export_is_made_fetched_and_expires(
    app: Flask,
    admin: Browser,
    company,
    scope: Scope,
    work: Callable[[], None],
    sweep: Callable[[], None],
) -> None:
    with scope(company):
        PersonFactory(name="Ana Prado")
    assert admin.post(f"/companies/{company.id}/exports", WHY).status_code == 204
    assert admin.post(f"/companies/{company.id}/exports", WHY).status_code == 409
    work()
    [task] = page(admin, company.id)["tasks"]
    assert (task["kind"], task["state"]) == ("export", "done")
    link = f"/companies/{company.id}/exports/{task['id']}/link"
    url = admin.post(link).json["url"]
    with zipfile.ZipFile(io.BytesIO(requests.get(url, timeout=10).content)) as archive:
        people = list(csv.DictReader(io.StringIO(archive.read("people.csv").decode())))
        assert [person["name"] for person in people] == ["Ana Prado"]
        assert json.loads(archive.read("manifest.json"))["company"]["slug"] == "acme"
    assert [action for action, _ in done(admin, company.id)] == [
        "company.export_fetched",
        "company.exported",
    ]
    with scope(None):
        db.session.get_one(CompanyTask, task["id"]).expires_at = utcnow()
    sweep()
    assert page(admin, company.id)["tasks"][0]["state"] == "expired"
    assert admin.post(link).status_code == 404
    assert requests.get(url, timeout=10).status_code == 404


def test_another_companys_export_is_not_found(
    admin: Browser, company, other_company, work: Callable[[], None]
) -> None:
    admin.post(f"/companies/{company.id}/exports", WHY)
    work()
    [task] = page(admin, company.id)["tasks"]
    other = f"/companies/{other_company.id}/exports/{task['id']}/link"
    assert admin.post(other).status_code == 404


def test_only_a_closed_company_is_erased_and_by_its_typed_address(
    admin: Browser, made: Made, form: dict[str, Any]
) -> None:
    company_id = made(form)
    path = f"/companies/{company_id}/erasure"
    assert admin.post(path, WHY | {"slug": form["slug"]}).status_code == 409
    admin.post(f"/companies/{company_id}/close", WHY)
    wrong = admin.post(path, WHY | {"slug": "acme"})
    assert list(wrong.json["errors"]) == ["slug"]
    assert admin.post(path, WHY | {"slug": form["slug"]}).status_code == 204
    assert admin.post(path, WHY | {"slug": form["slug"]}).status_code == 409
    assert admin.post(f"/companies/{company_id}/restore", WHY).status_code == 409
    assert admin.post(f"/companies/{company_id}/exports", WHY).status_code == 409


def test_nothing_of_an_erased_company_is_left(
    app: Flask,
    admin: Browser,
    made: Made,
    form: dict[str, Any],
    scope: Scope,
    work: Callable[[], None],
) -> None:
    company_id = made(form)
    with app.app_context():
        storage.put_object(storage.company_key(company_id, "a"), b"x", "text/plain")
    admin.post(f"/companies/{company_id}/exports", WHY)
    work()
    admin.post(f"/companies/{company_id}/close", WHY)
    admin.post(f"/companies/{company_id}/erasure", WHY | {"slug": form["slug"]})
    work()
    assert admin.get(f"/companies/{company_id}").status_code == 404
    with app.app_context():
        objects = storage.client().list_objects_v2(
            Bucket=settings().s3_bucket, Prefix=storage.company_key(company_id, "")
        )
        assert objects["KeyCount"] == 0
    with scope(None):
        row = db.session.get_one(Company, company_id)
        assert (row.name, row.erased_at is not None) == ("", True)
        tasks = db.session.scalars(
            select(CompanyTask).where(CompanyTask.company_id == company_id)
        ).all()
        assert {task.state for task in tasks} == {"done"}
        assert [task.payload for task in tasks] == [{}] * 3


def test_erasing_ends_the_subscription_and_forgets_who_paid(
    bank: Bank, admin: Browser, company, scope: Scope, work: Callable[[], None]
) -> None:
    bank.subscribe("starter")
    customer = bank.account.all("customer")[0]
    with bank.app.app_context():
        do_forget(company.id)
        # Killed after Stripe had done it, and before we noted so.
        do_forget(company.id)
    assert bank.subscription["status"] == "canceled"
    assert customer["deleted"]
    with scope(None):
        assert db.session.get(BillingAccount, company.id) is None
        assert db.session.scalars(select(BillingNotice)).all() == []
        events = select(StripeEvent).where(StripeEvent.customer_id == customer["id"])
        assert db.session.scalars(events).all() == []
        left = db.session.get_one(Subscription, company.id)
        assert (left.status, left.amount, left.payment_url) == ("canceled", 2900, None)


def test_a_company_past_its_time_is_erased_by_the_clock(
    admin: Browser,
    made: Made,
    form: dict[str, Any],
    scope: Scope,
    sweep: Callable[[], None],
) -> None:
    company_id = made(form)
    admin.post(f"/companies/{company_id}/close", WHY | {"keep_days": 1})
    sweep()
    assert page(admin, company_id)["state"] == "closed"
    with scope(None):
        db.session.get_one(Company, company_id).erase_at = utcnow()
    sweep()
    assert admin.get(f"/companies/{company_id}").status_code == 404
