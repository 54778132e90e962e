"""Departments through the API: making, finding, changing and removing them."""

from __future__ import annotations

import pytest

from app.access.models import AuditEntry
from app.calls.models import Call
from app.core.db import db
from tests.factories.access import PersonFactory
from tests.factories.clients import ClientFactory
from tests.factories.team import DepartmentFactory


def names(response) -> list[str]:
    return [item["name"] for item in response.json["items"]]


def test_a_name_is_enough_to_make_one(owner) -> None:
    made = owner.post("/departments", {"name": "  Technical support "})
    assert made.status_code == 201
    assert made.json["name"] == "Technical support"
    assert made.json["active"] is True
    assert made.json["attendants"] == []
    assert owner.get(f"/departments/{made.json['id']}").json == made.json


@pytest.mark.parametrize("name", ["", "   ", "\u0000", "x" * 81, "sALES"])
def test_a_name_is_needed_and_is_given_once(owner, name) -> None:
    refused = owner.post("/departments", {"name": name})
    assert refused.status_code == 422
    assert "name" in refused.json["errors"]


def test_everything_about_one_can_be_changed(owner, team) -> None:
    changes = {
        "name": "Sales Brazil",
        "description": "New customers",
        "strategy": "longest_idle",
        "queue_max_size": 7,
        "queue_max_wait_seconds": 600,
        "service_level_seconds": 30,
        "wrap_up_seconds": 45,
        "recording_policy": "full",
        "time_zone": "America/Sao_Paulo",
        "hours": [
            {"weekday": 0, "opens_at": "09:00", "closes_at": "12:30"},
            {"weekday": 6, "opens_at": "22:00", "closes_at": "24:00"},
        ],
        "holidays": [{"day": "2026-12-25", "name": "Natal"}],
    }
    answer = owner.patch(f"/departments/{team.sales.id}", changes)
    assert answer.status_code == 200
    shown = owner.get(f"/departments/{team.sales.id}").json
    assert {name: shown[name] for name in changes} == changes


def test_hours_and_holidays_are_replaced_as_a_whole(owner, team) -> None:
    path = f"/departments/{team.sales.id}"
    week = [{"weekday": day, "opens_at": "08:00", "closes_at": "18:00"} for day in range(5)]
    owner.patch(path, {"hours": week, "holidays": [{"day": "2026-01-01"}]})
    answer = owner.patch(path, {"hours": week[:1], "holidays": []})
    assert answer.json["hours"] == week[:1]
    assert answer.json["holidays"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours", [{"weekday": 0, "opens_at": "12:00", "closes_at": "12:00"}]),
        ("hours", [{"weekday": 7, "opens_at": "08:00", "closes_at": "12:00"}]),
        ("hours", [{"weekday": 0, "opens_at": "24:01", "closes_at": "25:00"}]),
        ("hours", [{"weekday": 0, "opens_at": "08:00 or so", "closes_at": "12:00"}]),
        (
            "hours",
            [
                {"weekday": 0, "opens_at": "08:00", "closes_at": "12:00"},
                {"weekday": 0, "opens_at": "11:00", "closes_at": "13:00"},
            ],
        ),
        ("holidays", [{"day": "2026-12-25"}, {"day": "2026-12-25"}]),
        ("time_zone", "Mars/Olympus"),
        ("strategy", "random"),
        ("queue_max_size", 0),
        ("colour", "red"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_its_field(owner, team, field, value) -> None:
    refused = owner.patch(f"/departments/{team.sales.id}", {field: value})
    assert refused.status_code == 422
    assert list(refused.json["errors"]) == [field]


def test_the_second_of_two_editors_is_told(owner, manager, team) -> None:
    path = f"/departments/{team.sales.id}"
    version = owner.get(path).json["version"]
    assert manager.patch(path, {"description": "First", "version": version}).status_code == 200
    refused = owner.patch(path, {"description": "Second", "version": version})
    assert refused.status_code == 409
    assert refused.json["type"] == "/problems/stale"
    assert owner.get(path).json["description"] == "First"


def test_the_list_searches_filters_sorts_and_pages(owner, team, company, scope) -> None:
    with scope(company):
        DepartmentFactory(name="billing", description="Invoices", active=False)
    assert names(owner.get("/departments")) == ["billing", "Sales", "Support"]
    assert names(owner.get("/departments?sort=-name")) == ["Support", "Sales", "billing"]
    assert names(owner.get("/departments?q=invo")) == ["billing"]
    assert names(owner.get("/departments?q=%25")) == []
    assert names(owner.get("/departments?q=%00invo")) == ["billing"]
    assert names(owner.get("/departments?active=true")) == ["Sales", "Support"]
    first = owner.get("/departments?limit=2")
    assert names(first) == ["billing", "Sales"]
    second = owner.get(f"/departments?limit=2&cursor={first.json['next_cursor']}")
    assert names(second) == ["Support"]
    assert second.json["next_cursor"] is None


@pytest.mark.parametrize("number", [0, 404, 2**63, 10**40])
def test_a_number_that_leads_nowhere_is_not_found(owner, team, number) -> None:
    assert owner.get(f"/departments/{number}").status_code == 404
    refused = owner.put(f"/departments/{team.sales.id}/attendants", {"person_ids": [number]})
    assert refused.status_code == 422
    stale = owner.patch(f"/departments/{team.sales.id}", {"name": "New", "version": 2**63})
    assert stale.status_code == 409


def test_one_without_history_and_people_is_deleted(owner, team) -> None:
    assert owner.delete(f"/departments/{team.support.id}").status_code == 204
    assert owner.get(f"/departments/{team.support.id}").status_code == 404


def test_one_that_somebody_needs_is_kept(owner, team) -> None:
    refused = owner.delete(f"/departments/{team.sales.id}")
    assert refused.status_code == 409
    assert refused.json["type"] == "/problems/would-be-orphaned"
    assert {person["name"] for person in refused.json["people"]} == {"Saul", "Ana"}
    assert owner.get(f"/departments/{team.sales.id}").status_code == 200


def test_one_with_calls_can_only_be_deactivated(owner, team, company, scope) -> None:
    path = f"/departments/{team.support.id}"
    with scope(company):
        client = ClientFactory()
        db.session.add(
            Call(protocol="P", department_id=team.support.id, client_id=client.id, visit_id=1)
        )
    refused = owner.delete(path)
    assert refused.status_code == 409
    assert refused.json["type"] == "/problems/department-in-use"
    assert owner.get(path).status_code == 200
    assert owner.patch(path, {"active": False}).json["active"] is False


def test_a_member_who_is_elsewhere_too_does_not_hold_it(owner, team, company, scope) -> None:
    with scope(company):
        both = PersonFactory(departments=[team.sales, team.support])
    assert owner.delete(f"/departments/{team.support.id}").status_code == 204
    left = owner.get(f"/attendants/{both.id}").json["departments"]
    assert left == [{"id": team.sales.id, "name": "Sales"}]


def test_what_was_done_is_in_the_audit_log(owner, team, company, scope) -> None:
    made = owner.post("/departments", {"name": "Night shift"}).json["id"]
    owner.patch(f"/departments/{made}", {"wrap_up_seconds": 5})
    owner.delete(f"/departments/{made}")
    with scope(company):
        query = db.select(AuditEntry).filter_by(subject_kind="department", subject_id=str(made))
        entries = db.session.scalars(query.order_by(AuditEntry.id)).all()
    assert [entry.action.rpartition(".")[2] for entry in entries] == [
        "created",
        "changed",
        "deleted",
    ]
    assert {entry.actor_name for entry in entries} == {"Olga"}
    assert entries[1].details == {"wrap_up_seconds": 5}
