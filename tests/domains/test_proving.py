"""From the claim to the served host, by what DNS says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from app.domains.jobs import look_at_domain
from tests.browser import Browser
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory
from tests.records import TARGET, new_domain
from workers.job import run_job

ROUNDS = 5


def answers_at(app, company, domain) -> bool:
    """Whether the company is served at the domain."""
    port = company.host.partition(":")[2]
    return Browser(app, f"{domain['host']}:{port}").get("/session").status_code == 401


def test_both_records_make_a_domain_work(app, company, owner, records) -> None:
    domain = owner.add()
    assert (domain["state"], domain["finding"]) == ("waiting_txt", "txt_missing")
    records.set("TXT", domain["challenge_name"], "v=spf1 -all", domain["challenge"])
    domain = owner.check(domain)
    assert (domain["state"], domain["finding"]) == ("waiting_cname", "route_missing")
    assert not answers_at(app, company, domain)
    records.set("CNAME", domain["host"], TARGET)
    domain = owner.check(domain)
    assert (domain["state"], domain["finding"], domain["served"]) == ("active", "ok", True)
    assert answers_at(app, company, domain)
    assert not domain["primary"]


def test_a_proof_is_long_random_and_of_one_company_and_domain(
    owner, owner_at, other_company
) -> None:
    host = f"video.{new_domain()}"
    domains = [owner.add(host), owner.add(), owner_at(other_company).add(host)]
    proofs = {domain["challenge"] for domain in domains}
    assert len(proofs) == 3
    assert min(map(len, proofs)) >= 32


def test_what_stands_there_instead_is_told(owner, records) -> None:
    domain = owner.add()
    records.set("TXT", domain["challenge_name"], "something else")
    domain = owner.check(domain)
    assert (domain["finding"], domain["values"]) == ("txt_other", ["something else"])
    records.set("TXT", domain["challenge_name"], domain["challenge"])
    records.set("CNAME", domain["host"], "shops.example.net")
    domain = owner.check(domain)
    assert (domain["finding"], domain["values"]) == ("cname_other", ["shops.example.net"])
    records.set("CNAME", domain["host"])
    records.set("A", domain["host"], "203.0.113.9")
    domain = owner.check(domain)
    assert (domain["finding"], domain["values"]) == ("address_other", ["203.0.113.9"])


def test_the_record_of_a_route_alone_proves_nothing(app, company, owner, records) -> None:
    domain = owner.add()
    records.set("CNAME", domain["host"], TARGET)
    assert owner.check(domain)["state"] == "waiting_txt"
    assert not answers_at(app, company, domain)


def test_a_chain_of_names_and_a_flattened_apex_lead_here_too(owner, records) -> None:
    domain, between = owner.add(), new_domain()
    records.set("TXT", domain["challenge_name"], domain["challenge"])
    records.set("CNAME", domain["host"], between)
    records.set("CNAME", between, TARGET)
    assert owner.check(domain)["state"] == "active"
    apex = owner.add(new_domain())
    records.set("TXT", apex["challenge_name"], apex["challenge"])
    records.set("A", apex["host"], "127.0.0.1", "203.0.113.9")
    assert owner.check(apex)["finding"] == "address_other"
    records.set("A", apex["host"], "127.0.0.1")
    assert owner.check(apex)["state"] == "active"


def test_names_in_a_circle_lead_nowhere(owner, records) -> None:
    domain, other = owner.add(), new_domain()
    records.set("TXT", domain["challenge_name"], domain["challenge"])
    records.set("CNAME", domain["host"], other)
    records.set("CNAME", other, domain["host"])
    domain = owner.check(domain)
    assert domain["finding"] in ("cname_other", "no_answer")
    assert not domain["served"]


def test_a_resolver_in_trouble_decides_nothing(owner, records) -> None:
    domain = owner.activate()
    records.set("SERVFAIL", domain["challenge_name"], "yes")
    domain = owner.check(domain)
    assert (domain["state"], domain["finding"]) == ("active", "no_answer")
    assert domain["served"]


def test_a_claim_of_somebody_else_stands_in_nobodys_way(
    app, company, other_company, owner, owner_at, records
) -> None:
    stranger = owner_at(other_company)
    claimed = stranger.add()
    domain = owner.activate(claimed["host"])
    assert domain["state"] == "active"
    # The route is there now, and the proof is another company's.
    found = stranger.check(claimed)
    assert (found["state"], found["finding"]) == ("waiting_txt", "txt_other")
    assert answers_at(app, company, domain)
    assert not found["served"]


def test_a_verified_domain_is_taken_for_others(owner, owner_at, other_company, records) -> None:
    rival = owner_at(other_company)
    earlier = rival.add()
    domain = owner.activate(earlier["host"])
    rival.browser.delete(f"/domains/{earlier['id']}")
    refused = rival.browser.post("/domains", {"host": domain["host"]})
    assert refused.json["type"] == "/problems/domain-taken"


def test_who_proves_it_second_waits_until_the_first_has_let_go(
    owner, owner_at, other_company, records
) -> None:
    rival = owner_at(other_company)
    theirs = rival.add()
    domain = owner.activate(theirs["host"])
    records.set("TXT", domain["challenge_name"], domain["challenge"], theirs["challenge"])
    theirs = rival.check(theirs)
    assert (theirs["state"], theirs["finding"]) == ("waiting_cname", "taken")
    assert owner.browser.delete(f"/domains/{domain['id']}").status_code == 204
    assert rival.check(theirs)["served"]


def test_of_two_who_prove_it_at_once_one_gets_it(
    app, owner, owner_at, other_company, records
) -> None:
    rival = owner_at(other_company)
    for _ in range(ROUNDS):
        theirs = rival.add()
        ours = owner.add(theirs["host"])
        records.prove(ours)
        records.set("TXT", ours["challenge_name"], ours["challenge"], theirs["challenge"])
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(partial(look_now, app), (ours["id"], theirs["id"])))
        owner.work()
        found = [owner.read(ours), rival.read(theirs)]
        assert sorted(domain["served"] for domain in found) == [False, True]
        assert sorted(domain["finding"] for domain in found) == ["ok", "taken"]


def look_now(app: Flask, domain_id: int) -> None:
    with app.app_context():
        run_job(look_at_domain.name, None, {"domain_id": domain_id})


def test_a_removed_domain_leads_nowhere_and_comes_back_with_a_new_proof(
    app, company, owner, records
) -> None:
    domain = owner.activate()
    assert owner.browser.delete(f"/domains/{domain['id']}").status_code == 204
    assert not answers_at(app, company, domain)
    again = owner.add(domain["host"])
    assert again["challenge"] != domain["challenge"]
    assert (again["state"], again["finding"]) == ("waiting_txt", "txt_other")


def test_the_schedule_looks_without_being_asked_and_gives_up_after_three_days(
    owner, records
) -> None:
    domain = owner.add()
    records.prove(domain)
    assert owner.look(domain)["state"] == "active"
    waiting = owner.add()
    owner.pass_time(waiting, timedelta(hours=73))
    owner.sweep()
    assert owner.read(waiting)["next_look_at"] is None
    assert owner.check(waiting)["next_look_at"] is not None


@pytest.mark.parametrize("role", ["manager", "supervisor", "attendant"])
def test_only_owners_see_the_page(scope, company, browser_of, role: str) -> None:
    with scope(company):
        person = PersonFactory(role=role, departments=[DepartmentFactory()])
    assert browser_of(person).get("/domains").status_code == 403
