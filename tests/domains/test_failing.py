"""A proven domain whose records go away: a warning, a grace, and then an end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.core.redis import redis_client
from app.domains.jobs import look_at_domain
from tests.browser import Browser
from tests.domains.conftest import Owner
from workers.job import run_job


@pytest.fixture
def domain(owner: Owner) -> dict:
    found = owner.activate()
    owner.prefer(found)
    return owner.read(found)


def test_owners_hear_of_a_domain_that_works(owner, inbox, domain) -> None:
    (mail,) = inbox(owner.email)
    assert mail["subject"] == f"{domain['name']} leads to Acme Care"
    owner.look(domain)
    assert len(inbox(owner.email)) == 1


def test_a_single_wrong_answer_changes_nothing_for_visitors(owner, inbox, records, domain) -> None:
    records.withdraw(domain)
    found = owner.look(domain)
    assert (found["state"], found["served"], found["primary"]) == ("failing", True, True)
    assert len(inbox(owner.email)) == 1
    records.prove(domain)
    assert owner.look(domain)["state"] == "active"
    assert len(inbox(owner.email)) == 1


def test_after_the_second_links_go_to_the_first_address_and_owners_are_told(
    app, company, owner, inbox, records, domain
) -> None:
    records.withdraw(domain)
    found = owner.look(domain, times=2)
    assert (found["state"], found["served"], found["primary"]) == ("failing", True, False)
    assert owner.page()["primary_host"] == company.host
    mail = inbox(owner.email)[0]
    assert mail["subject"] == f"{domain['name']} needs your attention"
    link = mail["links"][0]
    assert link == f"http://{company.host}/domains?stay=1"
    owner.look(domain, times=2)
    assert len(inbox(owner.email)) == 2
    # Once the records are right, the company's choice holds again.
    records.prove(domain)
    assert owner.check(domain)["primary"]
    assert inbox(owner.email)[0]["subject"] == f"{domain['name']} leads to Acme Care"


def test_after_the_grace_it_is_switched_off(app, company, owner, inbox, records, domain) -> None:
    host = f"{domain['host']}:{company.host.partition(':')[2]}"
    records.withdraw(domain)
    owner.look(domain, times=3)
    owner.pass_time(domain, timedelta(hours=71))
    assert owner.look(domain)["state"] == "disabled"
    assert inbox(owner.email)[0]["subject"] == f"{domain['name']} is switched off"
    assert Browser(app, host).get("/session").status_code == 404
    assert owner.read(domain)["next_look_at"] is None
    # The same company's proof brings it back.
    records.prove(domain)
    assert owner.check(domain)["primary"]


def test_time_alone_switches_nothing_off(owner, records, domain) -> None:
    records.withdraw(domain)
    owner.look(domain)
    owner.pass_time(domain, timedelta(days=9))
    assert owner.look(domain)["state"] == "failing"


def test_a_dangling_domain_is_free_for_its_next_owner(
    owner, owner_at, other_company, records, domain
) -> None:
    rival = owner_at(other_company)
    records.withdraw(domain)
    owner.look(domain, times=3)
    owner.pass_time(domain, timedelta(hours=73))
    owner.look(domain)
    theirs = rival.activate(domain["host"])
    assert theirs["served"]
    # The records that the first company left are not its own any more.
    records.set("TXT", domain["challenge_name"], theirs["challenge"], domain["challenge"])
    found = owner.check(domain)
    assert (found["state"], found["finding"]) == ("disabled", "taken")
    assert rival.read(theirs)["served"]


def test_a_mail_that_the_queue_forgot_is_sent_by_the_sweep(app, owner, inbox, records) -> None:
    domain = owner.add()
    records.prove(domain)
    owner.browser.post(f"/domains/{domain['id']}/check")
    with app.app_context():
        run_job(look_at_domain.name, None, {"domain_id": domain["id"]})
        redis_client().flushdb()
    assert inbox(owner.email) == []
    owner.sweep()
    assert len(inbox(owner.email)) == 1
