"""Reads of departments and people, each within what the actor may see."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import selectinload

from app.access.actor import PersonActor
from app.access.models import Membership, Person, PersonSession
from app.access.roles import SCOPED_ROLES, Role
from app.api.paging import Page, paginate
from app.core.db import db
from app.core.errors import NotFound
from app.team.models import Department

DEPARTMENT_SORTS = {"name": func.lower(Department.name), "created_at": Department.created_at}
PERSON_SORTS = {
    "name": func.lower(Person.name),
    "email": Person.email,
    "role": Person.role,
    "created_at": Person.created_at,
}


def departments_visible_to(actor: PersonActor) -> Select[Department]:
    """All of them for Owner and Manager, the own ones for everybody else."""
    query = select(Department)
    if actor.sees_all_departments:
        return query
    return query.where(Department.id.in_(actor.department_ids))


def people_visible_to(actor: PersonActor) -> Select[Person]:
    """Everybody for Owner and Manager; else those who share a department, and oneself."""
    query = select(Person)
    if actor.sees_all_departments:
        return query
    return query.where(or_(Person.id == actor.id, _in_departments(actor.department_ids)))


def department_page(actor: PersonActor, params: dict[str, Any]) -> Page:
    query = departments_visible_to(actor).options(
        selectinload(Department.hours),
        selectinload(Department.holidays),
        selectinload(Department.people),
    )
    if params["q"]:
        query = query.where(_matches(params["q"], Department.name, Department.description))
    if params["active"] is not None:
        query = query.where(Department.active == params["active"])
    return paginate(
        query, params, sortable=DEPARTMENT_SORTS, key=Department.id, default_sort="name"
    )


def person_page(actor: PersonActor, params: dict[str, Any]) -> Page:
    query = people_visible_to(actor)
    if params["q"]:
        query = query.where(_matches(params["q"], Person.name, Person.email))
    if params["role"]:
        query = query.where(Person.role == params["role"])
    if params["active"] is not None:
        query = query.where(Person.active == params["active"])
    if params["department_id"] is not None:
        wanted = {params["department_id"]}
        reached = wanted if actor.sees_all_departments else wanted & actor.department_ids
        query = query.where(_in_departments(reached))
    return paginate(query, params, sortable=PERSON_SORTS, key=Person.id, default_sort="name")


def find_department(actor: PersonActor, department_id: int) -> Department:
    """Raises NotFound, also for a department that the actor does not reach."""
    return _one(departments_visible_to(actor).where(Department.id == department_id))


def find_person(actor: PersonActor, person_id: int) -> Person:
    """Raises NotFound, also for a person whom the actor does not see."""
    return _one(people_visible_to(actor).where(Person.id == person_id))


def get_department(department_id: int) -> Department:
    """Whoever asks; raises NotFound."""
    return _one(select(Department).where(Department.id == department_id))


def active_departments() -> list[Department]:
    """All that take calls, whoever asks, by name."""
    query = select(Department).where(Department.active).order_by(func.lower(Department.name))
    return list(db.session.scalars(query))


def attendants_of(department_id: int) -> list[Person]:
    """The active people who may get this department's calls, by name."""
    query = select(Person).where(Person.active, _in_departments([department_id]))
    return list(db.session.scalars(query.order_by(func.lower(Person.name), Person.id)))


def department_names(actor: PersonActor) -> dict[int, str]:
    """The names of the departments that the actor sees, by id, in the order of the names."""
    query = departments_visible_to(actor).order_by(func.lower(Department.name))
    rows = db.session.execute(query.with_only_columns(Department.id, Department.name))
    return dict(rows.all())


def last_seen(person_ids: Collection[int]) -> dict[int, datetime]:
    """When each was last active in any browser; whoever never signed in is left out."""
    query = (
        select(PersonSession.person_id, func.max(PersonSession.last_seen_at))
        .where(PersonSession.person_id.in_(person_ids))
        .group_by(PersonSession.person_id)
    )
    return dict(db.session.execute(query).all())


def count_active_departments() -> int:
    return _count(select(Department).where(Department.active))


def count_slots() -> int:
    """Active people who may take calls: supervisors and attendants, and who else is in a department."""
    takes_calls = or_(Person.role.in_(SCOPED_ROLES), _has_department())
    return _count(select(Person).where(Person.active, takes_calls))


def slot_holders() -> list[Person]:
    """Active people who may take calls, those who came first at the front."""
    takes_calls = or_(Person.role.in_(SCOPED_ROLES), _has_department())
    query = select(Person).where(Person.active, takes_calls).order_by(Person.id)
    return list(db.session.scalars(query))


def count_active_owners() -> int:
    return _count(select(Person).where(Person.active, Person.role == Role.OWNER))


def only_there(department_id: int) -> list[Person]:
    """Active supervisors and attendants who belong to no other department."""
    elsewhere = exists().where(
        Membership.person_id == Person.id, Membership.department_id != department_id
    )
    query = select(Person).where(
        Person.active,
        Person.role.in_(SCOPED_ROLES),
        _in_departments([department_id]),
        ~elsewhere,
    )
    return list(db.session.scalars(query.order_by(Person.name)))


def _in_departments(department_ids: Collection[int]) -> ColumnElement[bool]:
    if not department_ids:
        return false()
    return exists().where(
        Membership.person_id == Person.id, Membership.department_id.in_(department_ids)
    )


def _has_department() -> ColumnElement[bool]:
    return exists().where(Membership.person_id == Person.id)


def _matches(text: str, *columns: Any) -> ColumnElement[bool]:
    return or_(*(column.icontains(text, autoescape=True) for column in columns))


def _one(query: Select[Any]) -> Any:
    found = db.session.scalar(query)
    if found is None:
        raise NotFound()
    return found


def _count(query: Select[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
