"""People through the API: inviting, finding and changing them."""

from __future__ import annotations

import pytest
import requests

from app.access.models import AuditEntry
from app.core.db import db
from tests.browser import Browser
from tests.factories.access import PersonFactory


def names(response) -> list[str]:
    return [item["name"] for item in response.json["items"]]


def invited(browser, **values) -> dict:
    body = {"name": "Nina", "email": "nina@example.com", "department_ids": [1]} | values
    answer = browser.post("/attendants", body)
    assert answer.status_code == 201, answer.json
    return answer.json


def test_a_new_person_gets_a_link_by_mail_and_signs_in_with_it(
    owner, team, app, company, deliver_outbox, world
) -> None:
    person = invited(owner, email="Nina.Invited@Example.com", department_ids=[team.sales.id])
    assert person["email"] == "nina.invited@example.com"
    assert person["role"] == "attendant"
    assert person["invitation_pending"] is True
    assert deliver_outbox(company) == 1
    inbox = requests.get(f"{world.url}/messages", params={"to": person["email"]}, timeout=5).json()
    (link,) = {found for found in inbox["items"][0]["links"] if "/invitation/" in found}
    token = link.rpartition("/")[2]
    browser = Browser(app, company.host)
    password = "six green turtles on a bicycle"
    assert browser.put(f"/invitations/{token}", {"password": password}).status_code == 204
    assert browser.sign_in(person["email"], password).status_code == 201
    assert owner.get(f"/attendants/{person['id']}").json["invitation_pending"] is False


def test_a_password_is_not_accepted(owner, team) -> None:
    body = {"name": "Nina", "email": "n@example.com", "department_ids": [1], "password": "x" * 20}
    refused = owner.post("/attendants", body)
    assert refused.status_code == 422
    assert list(refused.json["errors"]) == ["password"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "nobody"}, "email"),
        ({"email": "PERSON@example.com"}, "email"),
        ({"role": "king"}, "role"),
        ({"department_ids": []}, "department_ids"),
        ({"department_ids": [404]}, "department_ids"),
        ({"role": "supervisor", "department_ids": []}, "department_ids"),
    ],
)
def test_what_is_missing_is_named(owner, company, scope, values, field) -> None:
    with scope(company):
        PersonFactory(email="person@example.com", role="manager")
    body = {"name": "Nina", "email": "nina@example.com", "department_ids": [1]} | values
    refused = owner.post("/attendants", body)
    assert refused.status_code == 422
    assert list(refused.json["errors"]) == [field]


def test_a_manager_needs_no_department(owner) -> None:
    assert invited(owner, role="manager", department_ids=[])["departments"] == []


def test_an_invitation_can_be_sent_again_until_it_is_used(owner, team, company, scope) -> None:
    person = invited(owner)
    assert owner.post(f"/attendants/{person['id']}/invitation").status_code == 202
    refused = owner.post(f"/attendants/{team.attendant.id}/invitation")
    assert refused.status_code == 409
    assert refused.json["type"] == "/problems/invitation-accepted"


def test_the_list_searches_filters_sorts_and_pages(owner, team) -> None:
    assert names(owner.get("/attendants")) == ["Ana", "Mona", "Olga", "Saul"]
    assert names(owner.get("/attendants?sort=-name&limit=2")) == ["Saul", "Olga"]
    assert names(owner.get("/attendants?q=mon")) == ["Mona"]
    assert names(owner.get("/attendants?role=owner")) == ["Olga"]
    assert names(owner.get(f"/attendants?department_id={team.sales.id}")) == ["Ana", "Saul"]
    assert names(owner.get(f"/attendants?department_id={team.support.id}")) == []
    owner.post(f"/attendants/{team.attendant.id}/deactivate")
    assert names(owner.get("/attendants?active=false")) == ["Ana"]
    cursor = owner.get("/attendants?limit=3").json["next_cursor"]
    assert names(owner.get(f"/attendants?limit=3&cursor={cursor}")) == ["Saul"]


def test_a_person_is_changed(owner, team) -> None:
    path = f"/attendants/{team.attendant.id}"
    changes = {"name": "Ana Lima", "language": "pt-BR", "email": "ana.lima@example.com"}
    departments = [team.support.id, team.sales.id]
    answer = owner.patch(path, changes | {"department_ids": departments})
    assert answer.status_code == 200
    assert {name: answer.json[name] for name in changes} == changes
    assert [department["name"] for department in answer.json["departments"]] == ["Sales", "Support"]
    assert owner.get(path).json == answer.json


def test_a_new_role_ends_the_sessions_of_the_old_one(owner, team, browser_of) -> None:
    theirs = browser_of(team.attendant)
    assert (
        owner.patch(f"/attendants/{team.attendant.id}", {"role": "supervisor"}).status_code == 200
    )
    assert theirs.get("/session").status_code == 401


def test_the_same_values_change_nothing(owner, team, browser_of) -> None:
    theirs = browser_of(team.attendant)
    path = f"/attendants/{team.attendant.id}"
    before = owner.get(path).json
    same = {"role": "attendant", "name": "Ana", "department_ids": [team.sales.id]}
    assert owner.patch(path, same).json["version"] == before["version"]
    assert theirs.get("/session").status_code == 200


def test_the_second_of_two_editors_is_told(owner, manager, team) -> None:
    path = f"/attendants/{team.attendant.id}"
    version = owner.get(path).json["version"]
    assert manager.patch(path, {"name": "Anna", "version": version}).status_code == 200
    refused = owner.patch(path, {"name": "Anne", "version": version})
    assert refused.json["type"] == "/problems/stale"


def test_the_last_department_cannot_be_taken_away(owner, team) -> None:
    path = f"/attendants/{team.attendant.id}"
    refused = owner.patch(path, {"department_ids": []})
    assert refused.status_code == 422
    assert list(refused.json["errors"]) == ["department_ids"]
    assert owner.patch(path, {"department_ids": [team.support.id]}).status_code == 200


def test_a_manager_without_departments_cannot_become_an_attendant(owner, team) -> None:
    path = f"/attendants/{team.manager.id}"
    assert owner.patch(path, {"role": "attendant"}).status_code == 422
    moved = {"role": "attendant", "department_ids": [team.sales.id]}
    assert owner.patch(path, moved).status_code == 200


def test_what_was_done_is_in_the_audit_log(owner, team, company, scope) -> None:
    owner.patch(f"/attendants/{team.attendant.id}", {"role": "supervisor"})
    owner.post(f"/attendants/{team.attendant.id}/deactivate")
    owner.post(f"/attendants/{team.attendant.id}/activate")
    with scope(company):
        query = db.select(AuditEntry).filter_by(
            subject_kind="person", subject_id=str(team.attendant.id), actor_name="Olga"
        )
        entries = db.session.scalars(query.order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == [
        "person.changed",
        "person.deactivated",
        "person.activated",
    ]
    assert entries[0].details == {"name": "Ana", "role": ["attendant", "supervisor"]}
