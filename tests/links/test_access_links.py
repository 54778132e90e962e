"""Access links through the API: making, finding, following and withdrawing them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.access.models import AuditEntry
from app.core.clock import utcnow
from app.core.ids import token_hash
from app.links.models import AccessLink
from tests.factories.team import DepartmentFactory


@pytest.fixture
def make(manager, floor):
    def make(**body):
        answer = manager.post(
            "/access-links", {"department_id": floor.department.id, "type": "reusable"} | body
        )
        assert answer.status_code == 201, answer.json
        return answer.json

    return make


def test_a_link_has_an_address_on_the_companys_own_host(make, company) -> None:
    made = make(type="single_use", label=" Offer 4711 ")
    prefix, _, token = made["url"].rpartition("/")
    assert prefix == f"http://{company.host}/call"
    assert len(token) >= 32
    assert made["label"] == "Offer 4711"
    assert made["status"] == "active"
    assert made["access_count"] == 0
    assert made["created_by_name"] == "Mara"


def test_the_token_is_stored_hashed_and_sealed_only(make, scope, company) -> None:
    token = make()["url"].rpartition("/")[2]
    with scope(company):
        [link] = AccessLink.query.all()
        assert link.token_hash == token_hash(token)
        assert token not in link.sealed_token


def test_a_batch_is_made_at_once_and_no_two_links_are_alike(manager, floor, scope, company) -> None:
    body = {"department_id": floor.department.id, "type": "single_use", "count": 500}
    made = manager.post("/access-links/batch", body)
    assert made.status_code == 201
    assert len({item["url"] for item in made.json["items"]}) == 500
    with scope(company):
        actions = [entry.action for entry in AuditEntry.query.all()]
        assert actions.count("access_link.batch_created") == 1


@pytest.mark.parametrize("count", [0, 501, None])
def test_a_batch_has_a_size_between_1_and_500(manager, floor, count) -> None:
    body = {"department_id": floor.department.id, "type": "reusable", "count": count}
    refused = manager.post("/access-links/batch", body)
    assert refused.status_code == 422
    assert "count" in refused.json["errors"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"type": "forever"}, "type"),
        ({"type": "scheduled"}, "scheduled_for"),
        ({"type": "reusable", "scheduled_for": "2030-01-01T10:00:00Z"}, "scheduled_for"),
        ({"type": "scheduled", "scheduled_for": "2020-01-01T10:00:00Z"}, "scheduled_for"),
        ({"type": "reusable", "expires_on": "2020-01-01"}, "expires_on"),
        ({"type": "reusable", "label": "x" * 121}, "label"),
        ({"type": "reusable", "department_id": 999}, "department_id"),
    ],
)
def test_what_cannot_work_is_refused_by_field(manager, floor, body, field) -> None:
    refused = manager.post("/access-links", {"department_id": floor.department.id} | body)
    assert refused.status_code == 422
    assert list(refused.json["errors"]) == [field]


def test_an_inactive_department_gets_no_new_links(manager, scope, company) -> None:
    with scope(company):
        closed = DepartmentFactory(active=False)
    refused = manager.post("/access-links", {"department_id": closed.id, "type": "reusable"})
    assert refused.status_code == 422


def test_links_are_found_by_type_status_department_and_label(
    manager, make, floor, scope, company, change_link
) -> None:
    with scope(company):
        other = DepartmentFactory(name="Sales")
    once = make(type="single_use", label="100% discount")
    old = make(label="Summer")
    elsewhere = make(department_id=other.id, label="Winter")
    change_link(old["url"].rpartition("/")[2], expires_on=(utcnow() - timedelta(days=2)).date())

    def found(**filters):
        items = manager.get("/access-links", query_string=filters).json["items"]
        return [item["id"] for item in items]

    assert found() == [elsewhere["id"], old["id"], once["id"]]
    assert found(type="single_use") == [once["id"]]
    assert found(status="expired") == [old["id"]]
    assert found(status="active") == [elsewhere["id"], once["id"]]
    assert found(department_id=other.id) == [elsewhere["id"]]
    assert found(q="0%") == [once["id"]]
    assert found(q="mm") == [old["id"]]
    assert found(sort="label") == [once["id"], old["id"], elsewhere["id"]]


def test_a_line_of_the_list_says_what_the_link_itself_says(manager, make, change_link) -> None:
    made = [make(type="scheduled", scheduled_for="2040-01-01T10:00:00Z"), make(label="Nobody's")]
    change_link(made[1]["url"].rpartition("/")[2], created_by_id=None)
    alone = [manager.get(f"/access-links/{each['id']}").json for each in made]
    assert [each["created_by_name"] for each in alone] == ["Mara", None]
    assert manager.get("/access-links?sort=created_at").json["items"] == alone


def test_a_long_list_comes_in_pages(manager, floor) -> None:
    body = {"department_id": floor.department.id, "type": "reusable", "count": 5}
    made = [item["id"] for item in manager.post("/access-links/batch", body).json["items"]]
    first = manager.get("/access-links?limit=3").json
    second = manager.get(f"/access-links?limit=3&cursor={first['next_cursor']}").json
    seen = [item["id"] for item in first["items"] + second["items"]]
    assert sorted(seen) == sorted(made)
    assert second["next_cursor"] is None


def test_a_withdrawn_link_lets_nobody_in(manager, make, stranger) -> None:
    made = make()
    canceled = manager.post(f"/access-links/{made['id']}/cancel")
    assert canceled.json["status"] == "canceled"
    assert canceled.json["canceled_at"]
    refused = stranger(made["url"].rpartition("/")[2]).fill_in()
    assert refused.status_code == 410
    assert refused.json["type"].endswith("/link-canceled")


def test_a_link_can_be_withdrawn_once(manager, make) -> None:
    made = make()
    assert manager.post(f"/access-links/{made['id']}/cancel").status_code == 200
    again = manager.post(f"/access-links/{made['id']}/cancel")
    assert again.status_code == 409
    assert again.json["type"].endswith("/link-not-active")


def test_every_opening_of_the_page_is_noted_without_a_readable_address(
    manager, make, stranger, scope, company
) -> None:
    made = make()
    path = "/call/" + made["url"].rpartition("/")[2]
    visitor = stranger("").browser
    visitor.open(path, headers={"User-Agent": "Curious/1.0"})
    visitor.open(path, method="HEAD", headers={"User-Agent": "Scanner/2.0"})
    shown = manager.get(f"/access-links/{made['id']}").json
    assert shown["access_count"] == 2
    assert shown["last_access_at"] is not None
    accesses = manager.get(f"/access-links/{made['id']}/accesses").json["items"]
    assert [row["user_agent"] for row in accesses] == ["Scanner/2.0", "Curious/1.0"]
    with scope(company):
        [link] = AccessLink.query.all()
        assert link.status == "active"


def test_a_supervisor_works_with_the_links_of_own_departments_only(
    manager, make, floor, scope, company
) -> None:
    with scope(company):
        other = DepartmentFactory(name="Elsewhere")
    mine, theirs = make(), make(department_id=other.id)
    supervisor = floor.desk("Saul", role="supervisor", online=False).browser
    assert [i["id"] for i in supervisor.get("/access-links").json["items"]] == [mine["id"]]
    for path in ("", "/accesses"):
        assert supervisor.get(f"/access-links/{theirs['id']}{path}").status_code == 404
    assert supervisor.post(f"/access-links/{theirs['id']}/cancel").status_code == 404
    body = {"department_id": other.id, "type": "reusable"}
    assert supervisor.post("/access-links", body).status_code == 422
    body["department_id"] = floor.department.id
    assert supervisor.post("/access-links", body).status_code == 201


def test_attendants_have_nothing_to_do_with_links(floor, make) -> None:
    attendant = floor.desk().browser
    assert attendant.get("/access-links").status_code == 403
    body = {"department_id": floor.department.id, "type": "reusable"}
    assert attendant.post("/access-links", body).status_code == 403
