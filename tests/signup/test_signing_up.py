"""From the form to a company, and what cannot be done on the way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.access.models import Person
from app.core.db import db
from app.core.redis import redis_client
from app.signup.jobs import provision_signup
from app.signup.models import Signup
from app.signup.state import CODE_ATTEMPTS, CODE_LIFETIME
from tenants.models import Company
from tenants.resolve import find_company_by_slug
from tests.browser import Browser
from tests.conftest import Scope
from tests.signup.conftest import PASSWORD, Stranger
from workers.job import run_job


def test_a_stranger_becomes_the_owner_of_a_company(
    stranger: Stranger, at_company: Callable[[], Browser]
) -> None:
    assert stranger.start().json["state"] == "email"
    assert stranger.verify().json["state"] == "provisioning"
    view = stranger.look()
    assert (view["state"], view["can_enter"]) == ("ready", True)
    browser = at_company()
    session = browser.sign_in(stranger.email, PASSWORD)
    assert session.status_code == 201
    assert session.json["person"]["role"] == "owner"
    assert session.json["company"]["name"] == "Clear Water Clinic"
    assert session.json["company"]["time_zone"] == "Europe/Stockholm"
    assert session.json["company"]["plan"] == "free"


def test_nothing_is_made_before_the_address_is_proved(stranger: Stranger, scope: Scope) -> None:
    stranger.start()
    with scope(None):
        found = db.session.scalar(select(Company).where(Company.slug == stranger.slug))
    assert found is None


def test_the_link_of_the_mail_does_the_same_from_another_browser(
    stranger: Stranger, app, platform_browser: Browser
) -> None:
    stranger.start()
    link = stranger.mails()[0]["links"][0]
    assert "/signup/confirm/" in link
    elsewhere = Browser(app, platform_browser.host)
    path = f"/signup-confirmations/{link.rpartition('/')[2]}"
    assert elsewhere.put(path).status_code == 204
    assert elsewhere.put(path).status_code == 204
    stranger.work()
    assert stranger.look()["state"] == "ready"


def test_a_wrong_code_is_refused_and_only_a_few_are_tried(stranger: Stranger) -> None:
    stranger.start()
    code = stranger.code()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(CODE_ATTEMPTS):
        assert stranger.verify(wrong).status_code == 422
    assert stranger.verify(code).status_code == 422
    assert stranger.look()["state"] == "email"


def test_a_code_expires(stranger: Stranger, scope: Scope) -> None:
    stranger.start()
    with scope(None):
        past = Signup.code_expires_at - CODE_LIFETIME - timedelta(seconds=1)
        db.session.execute(update(Signup).values(code_expires_at=past))
    assert stranger.verify().status_code == 422
    link = stranger.mails()[0]["links"][0].rpartition("/")[2]
    assert stranger.browser.put(f"/signup-confirmations/{link}").status_code == 404


def test_another_mail_replaces_the_code_but_not_at_once(stranger: Stranger, scope: Scope) -> None:
    stranger.start()
    first = stranger.code()
    path = f"/signups/{stranger.token}/code"
    assert stranger.browser.post(path).status_code == 409
    with scope(None):
        past = Signup.mailed_at - timedelta(minutes=2)
        db.session.execute(update(Signup).values(mailed_at=past))
    assert stranger.browser.post(path).status_code == 200
    stranger.work()
    assert len(stranger.mails()) == 2
    if stranger.code() != first:
        assert stranger.verify(first).status_code == 422
    assert stranger.verify().status_code == 200


def test_of_two_who_want_one_address_the_second_chooses_again(
    stranger: Stranger, scope: Scope, company
) -> None:
    stranger.start()
    with scope(None):
        db.session.execute(update(Signup).values(slug=company.slug))
    assert stranger.verify().json["state"] == "address"
    taken = stranger.browser.put(f"/signups/{stranger.token}/address", {"slug": company.slug})
    assert taken.json["state"] == "address"
    body = {"slug": stranger.slug}
    answer = stranger.browser.put(f"/signups/{stranger.token}/address", body)
    assert answer.json["state"] == "provisioning"
    stranger.work()
    assert stranger.look()["state"] == "ready"


def test_what_the_queue_lost_is_asked_for_again(
    stranger: Stranger, sweep: Callable[[], None]
) -> None:
    work, stranger.work = stranger.work, lambda: None
    stranger.start()
    forget_queue()
    sweep()
    work()
    stranger.verify()
    forget_queue()
    sweep()
    work()
    assert stranger.look()["state"] == "ready"


def test_a_company_is_made_once_however_often_its_job_runs(
    stranger: Stranger, app, scope: Scope
) -> None:
    work, stranger.work = stranger.work, lambda: None
    stranger.start()
    work()
    stranger.verify()
    with scope(None):
        signup_id = db.session.scalar(select(Signup.id))

    def run(_: int) -> None:
        with app.app_context():
            run_job(provision_signup.name, None, {"signup_id": signup_id})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert stranger.look()["state"] == "ready"
    with app.app_context():
        made = find_company_by_slug(stranger.slug)
    with scope(made):
        assert len(db.session.scalars(select(Person)).all()) == 1


def test_the_password_is_kept_by_the_owner_alone(stranger: Stranger, scope: Scope) -> None:
    stranger.start()
    stranger.verify()
    with scope(None):
        assert db.session.scalar(select(Signup.password_hash)) is None


def test_a_throw_away_address_is_flagged_for_the_staff(stranger: Stranger, scope: Scope) -> None:
    stranger.start(email=f"{stranger.slug}@mailinator.com")
    with scope(None):
        assert db.session.scalar(select(Signup.flagged)) is True


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("company_name", " "),
        ("slug", "admin"),
        ("slug", "no_underscore"),
        ("slug", "acme"),
        ("name", ""),
        ("email", "nobody"),
        ("password", "password1234"),
        ("time_zone", "Mars/Phobos"),
        ("plan", "gold"),
        ("terms_version", "2001-01"),
    ],
)
def test_the_form_says_which_field_is_wrong(stranger: Stranger, field: str, value: str) -> None:
    answer = stranger.start(**{field: value})
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [field]


def test_an_unknown_sign_up_is_not_found(platform_browser: Browser) -> None:
    assert platform_browser.get("/signups/nobody").status_code == 404
    assert platform_browser.post("/signups/nobody/entrance").status_code == 404


def test_too_many_sign_ups_with_one_address_are_refused(stranger: Stranger) -> None:
    answers = [stranger.start().status_code for _ in range(6)]
    assert answers == [201] * 5 + [429]


def test_a_companys_host_takes_no_sign_ups(stranger: Stranger, browser: Browser) -> None:
    assert browser.post("/signups", stranger.form()).status_code == 404
    assert browser.open("/signup").status_code == 404


def forget_queue() -> None:
    redis_client().flushdb()
