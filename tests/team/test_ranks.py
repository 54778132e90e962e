"""Who may manage whom, and who sees what."""

from __future__ import annotations

import pytest

from tests.factories.access import PersonFactory


def new(role: str) -> dict:
    return {"name": "New", "email": "new@example.com", "role": role, "department_ids": [1]}


@pytest.mark.parametrize(
    ("role", "status"), [("attendant", 201), ("supervisor", 201), ("manager", 403), ("owner", 403)]
)
def test_a_manager_invites_people_below(manager, role, status) -> None:
    assert manager.post("/attendants", new(role)).status_code == status


@pytest.mark.parametrize("role", ["attendant", "supervisor", "manager", "owner"])
def test_an_owner_invites_everybody(owner, role) -> None:
    assert owner.post("/attendants", new(role)).status_code == 201


def test_a_manager_cannot_touch_equals_and_superiors(manager, team, company, scope) -> None:
    with scope(company):
        equal = PersonFactory(role="manager")
    for person in (equal, team.owner):
        path = f"/attendants/{person.id}"
        assert manager.patch(path, {"name": "Mine"}).status_code == 403
        assert manager.post(f"{path}/deactivate").status_code == 403
        refused = manager.put(
            f"/departments/{team.support.id}/attendants", {"person_ids": [person.id]}
        )
        assert refused.json["type"] == "/problems/rank"


def test_nobody_lifts_others_or_themselves_to_their_own_rank(manager, team) -> None:
    assert manager.patch(f"/attendants/{team.attendant.id}", {"role": "manager"}).status_code == 403
    assert manager.patch(f"/attendants/{team.manager.id}", {"role": "owner"}).status_code == 403


def test_a_manager_may_take_calls_as_well(manager, team) -> None:
    answer = manager.put(
        f"/departments/{team.support.id}/attendants", {"person_ids": [team.manager.id]}
    )
    assert [person["name"] for person in answer.json["attendants"]] == ["Mona"]
    answer = manager.patch(f"/attendants/{team.manager.id}", {"department_ids": []})
    assert answer.status_code == 200


def test_the_last_active_owner_stays(owner, team, company, scope) -> None:
    path = f"/attendants/{team.owner.id}"
    refused = owner.patch(path, {"role": "manager"})
    assert refused.json["type"] == "/problems/last-owner"
    with scope(company):
        PersonFactory(role="owner", active=False)
    assert owner.patch(path, {"role": "manager"}).status_code == 409
    with scope(company):
        second = PersonFactory(role="owner")
    assert owner.post(f"/attendants/{second.id}/deactivate").status_code == 200
    assert owner.post(f"/attendants/{second.id}/activate").status_code == 200
    assert owner.patch(path, {"role": "manager"}).status_code == 200


def test_nobody_deactivates_themselves(owner, team, company, scope) -> None:
    with scope(company):
        PersonFactory(role="owner")
    refused = owner.post(f"/attendants/{team.owner.id}/deactivate")
    assert refused.status_code == 409
    assert refused.json["type"] == "/problems/oneself"


def test_a_supervisor_sees_their_own_departments_and_people_only(
    supervisor, team, company, scope
) -> None:
    with scope(company):
        both = PersonFactory(name="Bea", departments=[team.sales, team.support])
        elsewhere = PersonFactory(name="Eli", departments=[team.support])
    departments = supervisor.get("/departments").json["items"]
    assert [department["name"] for department in departments] == ["Sales"]
    people = supervisor.get("/attendants").json["items"]
    assert [person["name"] for person in people] == ["Ana", "Bea", "Saul"]
    seen = supervisor.get(f"/attendants/{both.id}").json["departments"]
    assert seen == [{"id": team.sales.id, "name": "Sales"}]
    assert supervisor.get(f"/departments/{team.support.id}").status_code == 404
    assert supervisor.get(f"/attendants/{elsewhere.id}").status_code == 404
    assert supervisor.get(f"/attendants/{team.owner.id}").status_code == 404
    # Who else belongs to a department beyond theirs stays unknown.
    beyond = supervisor.get(f"/attendants?department_id={team.support.id}")
    assert beyond.json["items"] == []


def test_a_supervisor_changes_nothing(supervisor, team) -> None:
    department, person = f"/departments/{team.sales.id}", f"/attendants/{team.attendant.id}"
    answers = [
        supervisor.post("/departments", {"name": "Mine"}),
        supervisor.patch(department, {"name": "Mine"}),
        supervisor.delete(department),
        supervisor.put(f"{department}/attendants", {"person_ids": []}),
        supervisor.post("/attendants", new("attendant")),
        supervisor.patch(person, {"name": "Mine"}),
        supervisor.post(f"{person}/deactivate"),
        supervisor.post(f"{person}/activate"),
        supervisor.post(f"{person}/invitation"),
    ]
    assert {answer.status_code for answer in answers} == {403}


def test_an_attendant_sees_none_of_it(browser_of, team) -> None:
    attendant = browser_of(team.attendant)
    assert attendant.get("/departments").status_code == 403
    assert attendant.get("/attendants").status_code == 403
