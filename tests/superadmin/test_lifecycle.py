"""The beginning and the end of a company at the hands of the staff."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import requests
from flask import Flask
from sqlalchemy import select

from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.superadmin.jobs import sweep_companies, work_on_task
from app.superadmin.models import CompanyTask
from app.superadmin.task_operations import MAX_ATTEMPTS
from billing.models import BillingAccount, BillingNotice, StripeEvent, Subscription
from billing.operations import do_forget
from media import storage
from tenants import lifecycle
from tenants.erase import erase_company
from tenants.models import Company
from tests import companies
from tests.access.inbox import inbox_of, new_address
from tests.billing.conftest import Bank
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory
from tests.services.outside_world import OutsideWorld
from workers.job import run_job

WHY = {"reason": "Asked for by their owner"}
PASSWORD = "violet-tractor-under-moonlight"
Made = Callable[..., int]


@pytest.fixture
def form() -> dict[str, Any]:
    """What staff fill in for a company of its own."""
    return {
        "name": "Clear Water Clinic",
        "slug": f"by-hand-{uuid4().hex[:8]}",
        "plan": "business",
        "language": "pt-BR",
        "time_zone": "America/Sao_Paulo",
        "owner_name": "Nora Lind",
        "owner_email": new_address(),
    } | WHY


@pytest.fixture
def made(app: Flask, admin: Browser, work: Callable[[], None]) -> Iterator[Made]:
    """`made(form)` is the number of a company that staff made; all of them are erased afterwards."""
    ids: list[int] = []

    def make(form: dict[str, Any]) -> int:
        answer = admin.post("/companies", form)
        assert answer.status_code == 201, answer.json
        ids.append(answer.json["id"])
        work()
        return ids[-1]

    yield make
    with app.app_context():
        for company_id in ids:
            company = db.session.get_one(Company, company_id)
            if company.erased_at is None:
                lifecycle.close(company_id)
            db.session.commit()
            erase_company(company_id)


@pytest.fixture
def sweep(app: Flask, work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        with app.app_context():
            run_job(sweep_companies.name, None, {})
        work()

    return run


def page(admin: Browser, company_id: int) -> dict[str, Any]:
    answer = admin.get(f"/companies/{company_id}")
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def done(admin: Browser, company_id: int) -> list[tuple[str, str]]:
    """What staff did, the latest first, each with its reason."""
    return [
        (change["action"], change["details"].get("reason"))
        for change in page(admin, company_id)["changes"]
    ]


def test_a_company_made_by_hand_is_its_owners_once_they_take_the_invitation(
    app: Flask,
    admin: Browser,
    made: Made,
    form: dict[str, Any],
    world: OutsideWorld,
    deliver_outbox: Callable[..., int],
) -> None:
    company_id = made(form)
    shown = page(admin, company_id)
    assert (shown["status"], shown["plan"], shown["language"]) == ("active", "business", "pt-BR")
    [owner] = shown["owners"]
    assert (owner["email"], owner["has_password"]) == (form["owner_email"], False)
    assert done(admin, company_id) == [("company.provisioned", WHY["reason"])]
    with app.app_context():
        deliver_outbox(companies.found(form["slug"]))
    [mail] = inbox_of(world)(form["owner_email"])
    [link] = [link for link in mail["links"] if "/invitation/" in link]
    browser = Browser(app, shown["host"])
    token = link.rpartition("/")[2]
    answer = browser.put(f"/invitations/{token}", {"password": PASSWORD})
    assert answer.status_code in (200, 204), answer.json
    signed_in = browser.sign_in(form["owner_email"], PASSWORD)
    assert signed_in.json["person"]["role"] == "owner"
    assert page(admin, company_id)["owners"][0]["has_password"]
    again = admin.post(f"/companies/{company_id}/invitation", WHY)
    assert again.status_code == 409


def test_nothing_of_the_owner_stays_in_the_task(
    admin: Browser, made: Made, form: dict[str, Any], scope: Scope
) -> None:
    company_id = made(form)
    with scope(None):
        [task] = db.session.scalars(
            select(CompanyTask).where(CompanyTask.company_id == company_id)
        ).all()
        assert (task.state, task.payload) == ("done", {})
    assert page(admin, company_id)["tasks"][0]["asked_by"] == "Robin Vale"


def test_the_owners_invitation_is_sent_again(
    app: Flask,
    admin: Browser,
    made: Made,
    form: dict[str, Any],
    world: OutsideWorld,
    work: Callable[[], None],
    deliver_outbox: Callable[..., int],
) -> None:
    company_id = made(form)
    assert admin.post(f"/companies/{company_id}/invitation", WHY).status_code == 204
    work()
    with app.app_context():
        deliver_outbox(companies.found(form["slug"]))
    assert len(inbox_of(world)(form["owner_email"])) == 2
    assert done(admin, company_id)[0] == ("company.owner_invited", WHY["reason"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "acme"},
        {"slug": "Not an address"},
        {"slug": "admin"},
        {"time_zone": "Mars/Base"},
        {"plan": "gold"},
        {"owner_email": "nobody"},
        {"reason": ""},
    ],
)
def test_a_company_is_not_made_from_what_cannot_be(
    admin: Browser, company, form: dict[str, Any], wrong: dict[str, str]
) -> None:
    answer = admin.post("/companies", form | wrong)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == list(wrong)


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


def test_a_task_that_fails_says_why_and_is_tried_again(
    app: Flask, admin: Browser, company, scope: Scope, work: Callable[[], None]
) -> None:
    admin.post(f"/companies/{company.id}/exports", WHY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("S3_BUCKET", "no-such-bucket")
        settings.cache_clear()
        storage.client.cache_clear()
        work()
    settings.cache_clear()
    storage.client.cache_clear()
    [task] = page(admin, company.id)["tasks"]
    assert (task["state"], task["attempts"]) == ("waiting", 1)
    assert "no-such-bucket" in task["error"] or "NoSuchBucket" in task["error"]
    with scope(None):
        db.session.get_one(CompanyTask, task["id"]).due_at = utcnow()
    with app.app_context():
        run_job(work_on_task.name, None, {"task_id": task["id"]})
    [task] = page(admin, company.id)["tasks"]
    assert (task["state"], task["attempts"], task["error"]) == ("done", 2, None)


def test_a_task_that_never_succeeds_is_given_up_and_can_be_asked_for_again(
    admin: Browser, company, scope: Scope, work: Callable[[], None], sweep: Callable[[], None]
) -> None:
    admin.post(f"/companies/{company.id}/exports", WHY)
    with scope(None):
        [task] = db.session.scalars(select(CompanyTask)).all()
        task.attempts, task.kind = MAX_ATTEMPTS - 1, "provision"
    work()
    [shown] = page(admin, company.id)["tasks"]
    assert (shown["state"], shown["attempts"]) == ("failed", MAX_ATTEMPTS)
    sweep()
    assert page(admin, company.id)["tasks"][0]["attempts"] == MAX_ATTEMPTS
    assert admin.post(f"/companies/{company.id}/exports", WHY).status_code == 204


def test_what_a_killed_worker_left_is_done_once_its_lease_is_over(
    app: Flask,
    admin: Browser,
    made: Made,
    form: dict[str, Any],
    scope: Scope,
    world: OutsideWorld,
    sweep: Callable[[], None],
    deliver_outbox: Callable[..., int],
) -> None:
    company_id = made(form)
    owner = {"name": form["owner_name"], "email": form["owner_email"], "language": "pt-BR"}

    def left(until: timedelta) -> None:
        """As it is when a worker dies after all of the work and before noting so."""
        with scope(None):
            task = db.session.scalars(
                select(CompanyTask).where(CompanyTask.company_id == company_id)
            ).one()
            task.state, task.payload = "waiting", {"owner": owner}
            task.due_at = utcnow() + until

    left(timedelta(minutes=30))
    sweep()
    assert page(admin, company_id)["tasks"][0]["state"] == "waiting"
    left(-timedelta(seconds=1))
    sweep()
    assert page(admin, company_id)["tasks"][0]["state"] == "done"
    with app.app_context():
        deliver_outbox(companies.found(form["slug"]))
    assert len(inbox_of(world)(form["owner_email"])) == 1


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


@pytest.mark.parametrize("role", ["support", "finance"])
def test_others_neither_make_nor_erase(
    as_staff: Callable[..., Browser], company, form: dict[str, Any], role: str
) -> None:
    browser = as_staff(role)
    assert browser.post("/companies", form).status_code == 403
    for what in ("exports", "erasure", "close", "invitation"):
        body = WHY | {"slug": company.slug}
        assert browser.post(f"/companies/{company.id}/{what}", body).status_code == 403
