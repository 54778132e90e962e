"""The only writer of departments and of who belongs to them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.access.actor import PersonActor
from app.access.audit import record
from app.access.models import Membership, Person
from app.branding.models import Background
from app.branding.operations import do_use_logo
from app.core.bus import publish
from app.core.db import db
from app.core.errors import Conflict, Invalid
from app.core.versions import lock_version
from app.team import rules
from app.team.attendant_operations import do_set_departments
from app.team.domain_events import MembershipChanged
from app.team.entitlement import check_department_in_plan
from app.team.hooks import check_can_be_deleted
from app.team.models import Department, Holiday, OpeningHours
from app.team.queries import attendants_of, count_active_departments, only_there
from billing.limits import claim_slot, lock_counter
from billing.plans import Limit


class DepartmentInUse(Conflict):
    slug = "department-in-use"
    title = "This department has a history that must stay"

    def __init__(self) -> None:
        super().__init__("Calls or links belong to it. Deactivate it instead.")


def do_create_department(values: dict[str, Any]) -> Department:
    """Only a name is needed; raises Invalid or PlanLimitReached."""
    lock_counter(Limit.DEPARTMENTS)
    _check_name_free(values["name"])
    _do_use_looks(values)
    claim_slot(Limit.DEPARTMENTS, count_active_departments)
    department = Department(**_with_rows(values))
    db.session.add(department)
    db.session.flush()
    record("department.created", "department", department.id, name=department.name)
    return department


def do_update_department(department: Department, changes: dict[str, Any]) -> None:
    """Raises Stale, Invalid, or, when it is activated or over the limit, PlanLimitReached."""
    lock_counter(Limit.DEPARTMENTS)
    lock_version(department, changes.pop("version", None))
    if changes.get("active") is not False:
        check_department_in_plan(department.id)
    if changes.get("name", department.name) != department.name:
        _check_name_free(changes["name"], but=department.id)
    if changes.get("active") and not department.active:
        claim_slot(Limit.DEPARTMENTS, count_active_departments)
    _do_use_looks(changes)
    record("department.changed", "department", department.id, **changes)
    for name, value in _with_rows(changes).items():
        setattr(department, name, value)
    department.touch()
    db.session.flush()
    db.session.expire(department, ["logo"])


def do_delete_department(department: Department) -> None:
    """Raises WouldBeOrphaned, DepartmentInUse where other rows refer to it, or what a guard says."""
    rules.lock_team()
    check_can_be_deleted(department.id)
    if left := only_there(department.id):
        raise rules.WouldBeOrphaned(left)
    members = _member_ids(department)
    record("department.deleted", "department", department.id, name=department.name)
    db.session.delete(department)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise DepartmentInUse() from error
    for person_id in members:
        publish(MembershipChanged(person_id))


def do_assign_attendants(
    actor: PersonActor, department: Department, person_ids: Collection[int]
) -> None:
    """Makes these the active people of the department; inactive members keep their place.

    Raises Invalid, Forbidden, WouldBeOrphaned or PlanLimitReached.
    """
    rules.lock_team()
    wanted, present = _active_people(person_ids), attendants_of(department.id)
    leaving = [person for person in present if person not in wanted]
    coming = [person for person in wanted if person not in present]
    for person in (*leaving, *coming):
        rules.check_manages(actor, person, {"department_ids"})
    rules.check_not_orphaned(leaving, department.id)
    for person in leaving:
        do_set_departments(person, person.department_ids - {department.id})
    for person in coming:
        _do_add(person, department)
    department.touch()
    db.session.flush()
    db.session.expire(department, ["people"])
    _record_team(department, coming, leaving)


def _do_add(person: Person, department: Department) -> None:
    department_ids = person.department_ids | {department.id}
    rules.claim_slot_for(person, person.role, department_ids)
    do_set_departments(person, department_ids)


def _record_team(department: Department, coming: list[Person], leaving: list[Person]) -> None:
    added, removed = ([person.id for person in people] for people in (coming, leaving))
    record("department.team_changed", "department", department.id, added=added, removed=removed)


def _active_people(person_ids: Collection[int]) -> list[Person]:
    query = select(Person).where(Person.id.in_(person_ids), Person.active)
    found = list(db.session.scalars(query.execution_options(populate_existing=True)))
    if missing := set(person_ids) - {person.id for person in found}:
        raise Invalid({"person_ids": [f"There is no active person {min(missing)}."]})
    return found


def _member_ids(department: Department) -> list[int]:
    query = select(Membership.person_id).where(Membership.department_id == department.id)
    return list(db.session.scalars(query))


def _do_use_looks(values: dict[str, Any]) -> None:
    """Raises Invalid for a logo or background that does not exist."""
    do_use_logo(values.get("logo_id"), "logo_id")
    background_id = values.get("background_id")
    if background_id is not None and db.session.get(Background, background_id) is None:
        raise Invalid({"background_id": ["There is no such background."]})


def _check_name_free(name: str, but: int | None = None) -> None:
    query = select(Department.id).where(func.lower(Department.name) == func.lower(name))
    if but is not None:
        query = query.where(Department.id != but)
    if db.session.scalar(query):
        raise Invalid({"name": ["Another department has this name."]})


def _with_rows(values: dict[str, Any]) -> dict[str, Any]:
    """Hours and holidays as rows; the other values as they are."""
    rows = {"hours": OpeningHours, "holidays": Holiday}
    return {
        name: [rows[name](**row) for row in value] if name in rows else value
        for name, value in values.items()
    }
