"""Client records: found again by their email, never overwritten, counted in the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.clients.models import Client
from app.clients.operations import do_count_completed, do_count_entry, do_find_or_create
from app.clients.queries import client_card
from app.core.db import db
from tests.factories.access import PersonFactory
from tests.factories.clients import ClientFactory
from tests.factories.team import DepartmentFactory

AT_ONCE = 10


@pytest.fixture
def browsers(company, scope, browser_of):
    """A signed-in browser by role."""
    with scope(company):
        sales = DepartmentFactory()
        people = {
            role: PersonFactory(role=role, departments=[sales])
            for role in ("owner", "manager", "supervisor", "attendant")
        }
    return {role: browser_of(person) for role, person in people.items()}


def test_what_a_form_says_never_changes_a_record(company, scope) -> None:
    with scope(company):
        first = do_find_or_create("Clara", "Clara@Example.com ", "+5511988887777")
        again = do_find_or_create("Somebody else", "cLARA@example.COM", "")
        assert again.id == first.id
        assert (again.name, again.email, again.phone) == (
            "Clara",
            "clara@example.com",
            "+5511988887777",
        )


def test_two_companies_know_different_clients(company, other_company, scope) -> None:
    for place, name in ((company, "Clara"), (other_company, "Klara")):
        with scope(place):
            assert do_find_or_create(name, "clara@example.com", "").name == name


def test_many_forms_at_once_make_one_client(company, scope) -> None:
    def post_form(number: int) -> int:
        with scope(company):
            return do_find_or_create(f"Clara {number}", "clara@example.com", "").id

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = set(pool.map(post_form, range(AT_ONCE)))
    with scope(company):
        assert [client.id for client in db.session.query(Client)] == list(found)


def test_counts_of_calls_that_end_at_once_add_up(company, scope) -> None:
    with scope(company):
        client_id = ClientFactory().id

    def count(_: int) -> None:
        with scope(company):
            client = db.session.get_one(Client, client_id)
            do_count_entry(client)
            do_count_completed(client)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(count, range(AT_ONCE)))
    with scope(company):
        client = db.session.get_one(Client, client_id)
        assert (client.total_calls, client.completed_calls) == (AT_ONCE, AT_ONCE)
        assert client.version == 2 * AT_ONCE


def test_the_card_tells_a_returning_client(company, scope) -> None:
    with scope(company):
        client = ClientFactory()
        do_count_entry(client)
        assert client_card(client)["returning"] is False
        do_count_completed(client)
        do_count_entry(client)
        card = client_card(client)
    assert card["returning"] is True
    assert card["total_calls"] == 2
    assert card["last_call_at"] is not None


def test_the_list_searches_sorts_and_pages(company, scope, browsers) -> None:
    with scope(company):
        for name, phone in (("Zoe", "+551111"), ("ana", "+552222"), ("Bob", "+553333")):
            ClientFactory(name=name, phone=phone)
        do_count_completed(db.session.query(Client).filter_by(name="Bob").one())
    supervisor = browsers["supervisor"]

    def names(query: str) -> list[str]:
        return [item["name"] for item in supervisor.get(f"/clients{query}").json["items"]]

    assert names("") == ["ana", "Bob", "Zoe"]
    assert names("?q=2222") == ["ana"]
    assert names("?sort=-last_call_at&limit=1") == ["Bob"]
    cursor = supervisor.get("/clients?sort=-last_call_at&limit=1").json["next_cursor"]
    assert names(f"?sort=-last_call_at&cursor={cursor}") == ["ana", "Zoe"]


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 200), ("manager", 200), ("supervisor", 200), ("attendant", 403)]
)
def test_attendants_meet_clients_in_their_calls_only(
    company, scope, browsers, role, status
) -> None:
    with scope(company):
        client = ClientFactory()
    assert browsers[role].get("/clients").status_code == status
    assert browsers[role].get(f"/clients/{client.id}").status_code == status


def test_another_company_s_client_is_like_a_missing_one(other_company, scope, browsers) -> None:
    with scope(other_company):
        theirs = ClientFactory(name="Canary")
    answers = [browsers["owner"].get(f"/clients/{id_}") for id_ in (theirs.id, 99_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json == answers[1].json
