"""The primary domain: links, mails and arriving browsers follow it, and nothing is cut off by it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.models import AuditEntry
from app.core.db import db
from tests.browser import Browser
from tests.conftest import environment
from tests.domains.conftest import Owner
from tests.floor import Floor


@pytest.fixture
def domain(owner: Owner) -> dict:
    found = owner.activate()
    assert owner.prefer(found).status_code == 200
    return owner.read(found)


@pytest.fixture
def host(company, domain) -> str:
    return f"{domain['host']}:{company.host.partition(':')[2]}"


def test_links_and_mails_have_the_primary_domain(app, company, owner, inbox, host) -> None:
    assert owner.page()["primary_host"] == host
    assert owner.page()["first_host"] == company.host
    floor = Floor(app, company)
    link = floor.browser_of(floor.manager).post(
        "/access-links", {"department_id": floor.department.id, "type": "reusable"}
    )
    assert link.json["url"].startswith(f"http://{host}/call/")
    Browser(app, company.host).post("/password-resets", {"email": owner.email})
    owner.work()
    assert inbox(owner.email)[0]["links"][0].startswith(f"http://{host}/reset-password/")


def test_who_arrives_elsewhere_is_sent_to_the_same_page(app, company, host) -> None:
    floor = Floor(app, company)
    elsewhere = Browser(app, company.host)
    path = f"/call/{floor.link()}"
    for wanted in (path, f"{path}?lang=pt-BR&q=a%26b", "/sign-in", "/", "/depart%C3%A9"):
        answer = elsewhere.open(wanted)
        assert answer.status_code == 302, wanted
        assert answer.headers["Location"] == f"http://{host}{wanted}"
        assert answer.headers["Cache-Control"] == "no-store"
    assert elsewhere.open(path, method="HEAD").status_code == 302
    assert Browser(app, host).open(path).status_code == 200


def test_programs_forms_and_parts_of_pages_are_not_sent_away(app, company, host) -> None:
    elsewhere = Browser(app, company.host)
    assert elsewhere.get("/session").status_code == 401
    assert elsewhere.open("/assets/built.js").status_code == 200
    assert elsewhere.open("/manifest.webmanifest").status_code == 200
    assert elsewhere.open("/icon.svg").status_code == 200
    floor = Floor(app, company)
    posted = elsewhere.open(f"/call/{floor.link()}", method="POST", data={"name": "Rita"})
    assert posted.status_code != 302


def test_whoever_is_signed_in_or_visits_elsewhere_stays(app, company, owner, host) -> None:
    # The owner signed in before the company had a domain.
    assert owner.browser.host == company.host
    assert owner.browser.open("/domains").status_code == 200
    floor = Floor(app, company)
    token = floor.link()
    visitor = floor.caller(token)
    assert visitor.browser.host == company.host
    assert visitor.browser.open(f"/call/{token}").status_code == 200
    assert visitor.browser.open("/sign-in").status_code == 302


def test_the_first_address_lets_in_who_asks_for_it(app, company, owner, host) -> None:
    browser = Browser(app, company.host)
    first = browser.open("/domains?stay=1")
    assert first.headers["Location"] == "/sign-in?next=%2Fdomains%3Fstay%3D1"
    assert browser.open(first.headers["Location"]).status_code == 200
    assert browser.sign_in(owner.email).status_code == 201


def test_a_session_counts_at_one_host_alone(app, company, owner, host) -> None:
    theirs = Browser(app, host)
    assert theirs.sign_in(owner.email).status_code == 201
    cookie = theirs.client.get_cookie("voki_session", domain=host.partition(":")[0])
    assert cookie is not None
    assert cookie.origin_only


def test_the_company_can_go_back_to_its_first_address(app, company, owner, host) -> None:
    answer = owner.browser.delete("/primary-domain")
    assert answer.json["primary_host"] == company.host
    back = Browser(app, host).open("/sign-in")
    assert back.headers["Location"] == f"http://{company.host}/sign-in"
    assert Browser(app, company.host).open("/sign-in").status_code == 200


def test_removing_the_primary_domain_goes_back_too(app, company, owner, domain, host) -> None:
    assert owner.browser.delete(f"/domains/{domain['id']}").status_code == 204
    assert owner.page()["primary_host"] == company.host
    assert Browser(app, host).open("/sign-in").status_code == 404


def test_only_a_proven_domain_can_be_the_primary_one(company, owner) -> None:
    waiting = owner.add()
    assert owner.prefer(waiting).json["type"] == "/problems/domain-inactive"
    assert owner.page()["primary_host"] == company.host


def test_two_domains_take_turns(owner, domain) -> None:
    second = owner.activate()
    assert owner.prefer(second).status_code == 200
    assert [owner.read(each)["primary"] for each in (domain, second)] == [False, True]


def test_the_audit_log_tells_who_changed_what(company, scope, owner, domain) -> None:
    owner.browser.delete("/primary-domain")
    owner.browser.delete(f"/domains/{domain['id']}")
    with scope(company):
        query = select(AuditEntry.action, AuditEntry.details).where(
            AuditEntry.action.startswith("domain.")
        )
        found = db.session.execute(query.order_by(AuditEntry.id)).all()
    assert [action for action, _ in found] == [
        "domain.added",
        "domain.primary_chosen",
        "domain.primary_left",
        "domain.removed",
    ]
    assert found[0].details == {"host": domain["host"]}


def test_a_domain_of_a_company_is_no_reason_to_encrypt_what_lies_below_it(
    app, company, host
) -> None:
    with environment({"PUBLIC_SCHEME": "https", "PASSWORD_HASH_KIB": "47104"}):
        own, first = (
            Browser(app, each).get("/session").headers["Strict-Transport-Security"]
            for each in (host, company.host)
        )
    assert "includeSubDomains" not in own
    assert "includeSubDomains" in first
