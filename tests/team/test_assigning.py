"""Who belongs to a department, set from the department's side."""

from __future__ import annotations

from collections import defaultdict

import pytest

from app.core import bus
from app.team.domain_events import MembershipChanged
from tests.factories.access import PersonFactory


def test_the_people_of_a_department_are_set(owner, team) -> None:
    path = f"/departments/{team.support.id}/attendants"
    answer = owner.put(path, {"person_ids": [team.supervisor.id, team.manager.id]})
    assert answer.status_code == 200
    assert [person["name"] for person in answer.json["attendants"]] == ["Mona", "Saul"]
    answer = owner.put(path, {"person_ids": [team.attendant.id]})
    assert [person["name"] for person in answer.json["attendants"]] == ["Ana"]
    shown = owner.get(f"/attendants/{team.attendant.id}").json["departments"]
    assert [department["name"] for department in shown] == ["Sales", "Support"]


def test_nobody_is_left_without_a_department(owner, team) -> None:
    path = f"/departments/{team.sales.id}/attendants"
    refused = owner.put(path, {"person_ids": [team.supervisor.id]})
    assert refused.status_code == 409
    assert refused.json["type"] == "/problems/would-be-orphaned"
    assert refused.json["people"] == [{"id": team.attendant.id, "name": "Ana"}]
    shown = owner.get(f"/departments/{team.sales.id}").json["attendants"]
    assert [person["name"] for person in shown] == ["Ana", "Saul"]


def test_only_active_people_of_the_company_can_be_added(owner, team, company, scope) -> None:
    with scope(company):
        gone = PersonFactory(active=False, departments=[team.sales])
    for person_id in (gone.id, 404):
        refused = owner.put(
            f"/departments/{team.support.id}/attendants", {"person_ids": [person_id]}
        )
        assert refused.status_code == 422


def test_a_deactivated_member_keeps_their_place(owner, team) -> None:
    owner.post(f"/attendants/{team.attendant.id}/deactivate")
    answer = owner.put(
        f"/departments/{team.sales.id}/attendants", {"person_ids": [team.supervisor.id]}
    )
    assert [person["name"] for person in answer.json["attendants"]] == ["Saul"]
    back = owner.post(f"/attendants/{team.attendant.id}/activate")
    assert back.json["departments"] == [{"id": team.sales.id, "name": "Sales"}]


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The people whose departments changed, as another slice hears of it."""
    heard: list[int] = []
    monkeypatch.setattr(bus, "_handlers", defaultdict(list))
    bus.subscribe(MembershipChanged, lambda event: heard.append(event.person_id))
    return heard


def test_other_slices_hear_of_it(owner, team, moved) -> None:
    both = [team.supervisor.id, team.attendant.id]
    owner.put(f"/departments/{team.support.id}/attendants", {"person_ids": both})
    assert sorted(moved) == sorted(both)
    moved.clear()
    owner.delete(f"/departments/{team.support.id}")
    assert sorted(moved) == sorted(both)
