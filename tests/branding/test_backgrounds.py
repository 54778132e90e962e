"""Pictures behind attendants: making, choosing by department, removing."""

from __future__ import annotations

import io

import pytest

from app.core.db import db
from app.team.models import Department
from tests.branding.conftest import png, upload
from tests.factories.team import DepartmentFactory


@pytest.fixture
def department(company, scope) -> Department:
    with scope(company):
        return DepartmentFactory(name="Claims")


@pytest.fixture
def made(owner):
    """`made("Office")`: a background."""

    def make(name: str):
        file = upload(owner, "background", png(320, 180)).json
        return owner.post("/backgrounds", {"name": name, "file_id": file["id"]})

    return make


def default_of(owner, department) -> int | None:
    return owner.get(f"/departments/{department.id}").json["background_id"]


def test_attendants_see_what_the_owner_has_made(owner, made, person_of, browser) -> None:
    office = made("Office")
    assert office.status_code == 201
    made("Beach")
    shown = person_of("attendant").get("/backgrounds").json["items"]
    assert [one["name"] for one in shown] == ["Beach", "Office"]
    for address in (shown[1]["url"], shown[1]["sample_url"]):
        assert browser.open(address).mimetype == "image/jpeg"


@pytest.mark.parametrize("role", ["manager", "supervisor", "attendant"])
def test_only_the_owner_changes_them(made, person_of, role) -> None:
    other, path = person_of(role), f"/backgrounds/{made('Office').json['id']}"
    assert other.post("/backgrounds", {"name": "X", "file_id": 1}).status_code == 403
    assert other.patch(path, {"name": "X"}).status_code == 403
    assert other.delete(path).status_code == 403


def test_a_name_is_given_once_and_the_picture_must_be_one(owner, made) -> None:
    made("Office")
    assert "name" in made("oFFICE").json["errors"]
    logo = upload(owner, "logo", png()).json
    for file_id in (logo["id"], 999):
        refused = owner.post("/backgrounds", {"name": "Beach", "file_id": file_id})
        assert "file_id" in refused.json["errors"]


def test_it_becomes_the_default_of_departments(owner, made, department) -> None:
    office, beach = made("Office").json, made("Beach").json
    path = f"/backgrounds/{office['id']}"
    changed = owner.patch(path, {"name": "Our office", "department_ids": [department.id]})
    assert (changed.json["name"], changed.json["department_ids"]) == (
        "Our office",
        [department.id],
    )
    assert default_of(owner, department) == office["id"]
    owner.patch(f"/backgrounds/{beach['id']}", {"department_ids": [department.id]})
    assert default_of(owner, department) == beach["id"]
    owner.patch(f"/backgrounds/{beach['id']}", {"department_ids": []})
    assert default_of(owner, department) is None
    assert "department_ids" in owner.patch(path, {"department_ids": [999]}).json["errors"]


def test_a_manager_chooses_it_on_the_departments_page(owner, made, person_of, department) -> None:
    office, manager = made("Office").json, person_of("manager")
    path = f"/departments/{department.id}"
    assert manager.patch(path, {"background_id": office["id"]}).status_code == 200
    assert default_of(owner, department) == office["id"]
    assert "background_id" in manager.patch(path, {"background_id": 999}).json["errors"]


def test_an_attendant_is_told_of_own_departments_only(owner, made, person_of, department) -> None:
    office = made("Office").json
    owner.patch(f"/backgrounds/{office['id']}", {"department_ids": [department.id]})
    assert person_of("attendant").get("/backgrounds").json["items"][0]["department_ids"] == []


def test_without_it_departments_have_none(owner, made, department, company, scope) -> None:
    office = made("Office").json
    owner.patch(f"/backgrounds/{office['id']}", {"department_ids": [department.id]})
    assert owner.delete(f"/backgrounds/{office['id']}").status_code == 204
    assert owner.get("/backgrounds").json["items"] == []
    with scope(company):
        assert db.session.get_one(Department, department.id).background_id is None


def test_a_departments_logo_is_for_who_waits(person_of, browser, department) -> None:
    manager = person_of("manager")
    data = {"file": (io.BytesIO(png()), "claims.png")}
    logo = manager.post("/department-logos", data=data).json
    path = f"/departments/{department.id}"
    changed = manager.patch(path, {"logo_id": logo["id"]})
    assert changed.json["logo_url"] == logo["url"]
    link = manager.post("/access-links", {"department_id": department.id, "type": "reusable"}).json
    token = link["url"].rpartition("/")[2]
    assert browser.get(f"/visits/{token}").json["department"] == {
        "name": "Claims",
        "logo_url": logo["url"],
    }
    assert manager.patch(path, {"logo_id": None}).json["logo_url"] is None
    assert "logo_id" in manager.patch(path, {"logo_id": 999}).json["errors"]
