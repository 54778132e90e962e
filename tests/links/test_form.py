"""What a client writes: checked, kept with the visit, and never mixed with what the company knows."""

from __future__ import annotations

import json

import pytest

from app.calls.models import Call
from app.clients.models import Client
from tests import companies
from tests.factories.clients import ClientFactory


@pytest.fixture
def token(floor) -> str:
    return floor.link()


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"email": "zoe"}, "email"),
        ({"phone": "hello"}, "phone"),
        ({"phone": "123"}, "phone"),
        ({"reason": "x" * 501}, "reason"),
    ],
)
def test_wrong_values_are_named_by_field(stranger, token, form, field) -> None:
    refused = stranger(token).fill_in(**{"email": "zoe@example.com"} | form)
    assert refused.status_code == 422
    assert list(refused.json["errors"]) == [field]


@pytest.mark.parametrize(
    ("language", "written", "kept"),
    [
        ("en", "(202) 555-0143", "+12025550143"),
        ("pt-BR", "11 99999-0000", "+5511999990000"),
        ("pt-BR", "+44 20 7946 0958", "+442079460958"),
    ],
)
def test_a_phone_number_is_read_as_in_the_companys_country(
    stranger, token, company, language, written, kept
) -> None:
    companies.change(company, language=language)
    caller = stranger(token)
    assert caller.fill_in(phone=written).status_code == 200
    assert caller.view["client"]["phone"] == kept


def test_the_email_finds_a_client_and_the_form_changes_nothing_about_them(
    floor, stranger, token, scope, company
) -> None:
    with scope(company):
        known = ClientFactory(name="Zoe Known", email="zoe@example.com", phone="+5511988887777")
        known.tags, known.total_calls = ["vip"], 12
    caller = stranger(token)
    caller.fill_in("Somebody Else", email="ZOE@Example.com", phone="+1 202 555 0199")
    caller.queue()
    with scope(company):
        client = Client.query.one()
        assert (client.name, client.phone) == ("Zoe Known", "+5511988887777")
        assert client.total_calls == 13
        assert Call.query.one().form["name"] == "Somebody Else"
        assert Call.query.one().form["phone"] == "+12025550199"


def test_the_client_learns_nothing_of_what_the_company_knows(
    floor, stranger, token, scope, company
) -> None:
    with scope(company):
        known = ClientFactory(name="Canary Name", email="zoe@example.com", phone="+5511912345678")
        known.tags, known.total_calls = ["canary-tag"], 4711
    desk, caller = floor.desk(), stranger(token)
    seen = [caller.fill_in("Zoe", email="zoe@example.com").json, caller.queue().json]
    desk.accept()
    seen.append(caller.look())
    shown = json.dumps(seen)
    for secret in ("Canary Name", "12345678", "canary-tag", "4711", "returning"):
        assert secret not in shown


def test_what_the_browser_says_of_itself_is_taken_with_care(stranger, token) -> None:
    caller = stranger(token)
    odd = caller.fill_in(language="tlh", time_zone="Mars/Olympus", extra="ignored")
    assert odd.status_code == 200
    assert caller.view["language"] == "en"
    caller = stranger(token)
    caller.fill_in(language="pt")
    assert caller.view["language"] == "pt-BR"


def test_one_address_cannot_post_without_end(stranger, token) -> None:
    codes = [stranger(token).fill_in().status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]
