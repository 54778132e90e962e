"""Password resets and invitations: by mail, once, for a while, for the right company."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.access.models import OneTimeToken, Person
from app.access.one_time import LIFETIME, Purpose
from app.access.operations import do_invite
from app.access.staff_models import StaffMember
from app.core.db import db
from app.core.outbox import OutboxEntry
from tenants.context import CompanyRef
from tests import companies
from tests.access.inbox import Inbox, new_address
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PASSWORD, PersonFactory, StaffFactory
from workers.job import run_job
from workers.queues import QueueName, queue

NEW = "violet-tractor-under-moonlight"
Deliver = Callable[[CompanyRef], int]


@pytest.fixture
def reset_token(
    browser: Browser, person: Person, company: CompanyRef, deliver_outbox: Deliver, inbox: Inbox
) -> str:
    assert browser.post("/password-resets", {"email": person.email}).status_code == 202
    deliver_outbox(company)
    return token_in(inbox(person.email)[0])


def token_in(message: dict) -> str:
    return message["links"][0].rpartition("/")[2]


def test_a_reset_leads_to_the_companys_own_host(
    browser: Browser, person: Person, company: CompanyRef, deliver_outbox: Deliver, inbox: Inbox
) -> None:
    browser.post("/password-resets", {"email": person.email.upper()})
    deliver_outbox(company)
    (message,) = inbox(person.email)
    assert message["links"][0].startswith(f"http://{company.host}/reset-password/")
    assert "Acme Care" in message["subject"]
    assert "Acme Care" in message["from"]
    assert message["links"][0] in message["text"]
    assert "Ana Souza" in message["html"]


def test_a_reset_sets_the_password_once(browser: Browser, person: Person, reset_token: str) -> None:
    view = browser.get(f"/password-resets/{reset_token}").json
    assert view == {"email": person.email, "name": "Ana Souza", "company": "Acme Care"}
    assert browser.put(f"/password-resets/{reset_token}", {"password": NEW}).status_code == 204
    again = browser.put(f"/password-resets/{reset_token}", {"password": NEW + "!"})
    assert again.status_code == 404
    assert browser.get(f"/password-resets/{reset_token}").status_code == 404
    assert browser.sign_in(person.email, PASSWORD).status_code == 401
    assert browser.sign_in(person.email, NEW).status_code == 201


def test_a_reset_ends_every_session(
    browser: Browser, person: Person, reset_token: str, browser_of: Callable[..., Browser]
) -> None:
    signed_in = browser_of(person)
    browser.put(f"/password-resets/{reset_token}", {"password": NEW})
    assert signed_in.get("/session").status_code == 401


def test_a_refused_password_leaves_the_link_usable(browser: Browser, reset_token: str) -> None:
    weak = browser.put(f"/password-resets/{reset_token}", {"password": "password1234"})
    assert weak.status_code == 422
    assert browser.put(f"/password-resets/{reset_token}", {"password": NEW}).status_code == 204


def test_a_reset_expires(
    browser: Browser, company: CompanyRef, scope: Scope, reset_token: str
) -> None:
    with scope(company):
        past = OneTimeToken.expires_at - LIFETIME[Purpose.PASSWORD_RESET] - timedelta(seconds=1)
        db.session.execute(update(OneTimeToken).values(expires_at=past))
    assert browser.get(f"/password-resets/{reset_token}").status_code == 404
    assert browser.put(f"/password-resets/{reset_token}", {"password": NEW}).status_code == 404


def test_a_newer_reset_replaces_the_older(
    browser: Browser, person: Person, company: CompanyRef, deliver_outbox: Deliver, reset_token: str
) -> None:
    browser.post("/password-resets", {"email": person.email})
    deliver_outbox(company)
    assert browser.get(f"/password-resets/{reset_token}").status_code == 404


def test_a_link_serves_its_purpose_only(browser: Browser, reset_token: str) -> None:
    assert browser.get(f"/invitations/{reset_token}").status_code == 404


def test_a_link_of_one_company_does_not_exist_at_another(
    browser: Browser, reset_token: str, other_company: CompanyRef
) -> None:
    there = Browser(browser.client.application, other_company.host)
    path = "/password-resets/"
    foreign, missing = there.get(path + reset_token), there.get(path + "x" * len(reset_token))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json == missing.json


def test_nobody_learns_whether_an_address_is_known(
    browser: Browser, person: Person, company: CompanyRef, deliver_outbox: Deliver, inbox: Inbox
) -> None:
    unknown = new_address()
    answers = [
        browser.post("/password-resets", {"email": each}) for each in (person.email, unknown)
    ]
    assert answers[0].status_code == answers[1].status_code == 202
    assert answers[0].data == answers[1].data
    assert deliver_outbox(company) == 2
    assert inbox(unknown) == []


def test_no_secret_lies_in_the_outbox(company: CompanyRef, scope: Scope, reset_token: str) -> None:
    with scope(company):
        payloads = [str(payload) for payload in db.session.scalars(select(OutboxEntry.payload))]
    assert payloads
    assert not any(reset_token in payload for payload in payloads)


def test_an_invitation_sets_the_first_password(
    browser: Browser, company: CompanyRef, scope: Scope, deliver_outbox: Deliver, inbox: Inbox
) -> None:
    companies.change(company, language="pt-BR")
    with scope(company):
        person = PersonFactory(name="João", email=new_address(), password_hash=None)
    with browser.client.application.app_context():
        portuguese = companies.found(company.slug)
    with scope(portuguese):
        do_invite(db.session.get_one(Person, person.id))
    deliver_outbox(portuguese)
    (message,) = inbox(person.email)
    assert message["subject"] == "Seu acesso à Acme Care"
    assert "Olá, João!" in message["text"]
    token = token_in(message)
    assert f"http://{company.host}/invitation/" in message["links"][0]
    assert browser.put(f"/invitations/{token}", {"password": NEW}).status_code == 204
    assert browser.sign_in(person.email, NEW).status_code == 201


def test_a_deactivated_person_gets_no_link(
    browser: Browser,
    person: Person,
    company: CompanyRef,
    scope: Scope,
    reset_token: str,
    deliver_outbox: Deliver,
    inbox: Inbox,
) -> None:
    with scope(company):
        db.session.get_one(Person, person.id).active = False
    assert browser.get(f"/password-resets/{reset_token}").status_code == 404
    before = len(inbox(person.email))
    browser.post("/password-resets", {"email": person.email})
    deliver_outbox(company)
    assert len(inbox(person.email)) == before


def test_a_name_cannot_bring_markup_into_a_mail(
    browser: Browser, company: CompanyRef, scope: Scope, deliver_outbox: Deliver, inbox: Inbox
) -> None:
    with scope(company):
        person = PersonFactory(name='<a href="http://evil.example">click</a>', email=new_address())
    browser.post("/password-resets", {"email": person.email})
    deliver_outbox(company)
    (message,) = inbox(person.email)
    assert '<a href="http://evil.example">' not in message["html"]
    assert "&lt;a href=" in message["html"]


def work_off_mail_queue(browser: Browser) -> None:
    """Does what a worker would with the jobs that wait."""
    with browser.client.application.app_context():
        for job in queue(QueueName.MAIL).get_jobs():
            run_job(*job.args)


def test_staff_reset_their_password_at_the_platform(
    platform_browser: Browser, scope: Scope, inbox: Inbox
) -> None:
    with scope(None):
        member: StaffMember = StaffFactory(email=new_address())
    assert platform_browser.post("/password-resets", {"email": member.email}).status_code == 202
    work_off_mail_queue(platform_browser)
    (message,) = inbox(member.email)
    assert message["links"][0].startswith(f"http://{platform_browser.host}/reset-password/")
    token = token_in(message)
    assert platform_browser.put(f"/password-resets/{token}", {"password": NEW}).status_code == 204
    assert platform_browser.sign_in(member.email, NEW).status_code == 201
