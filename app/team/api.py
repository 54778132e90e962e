"""The HTTP API of departments and of the people who work in them."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.models import Person
from app.access.permissions import Permission
from app.access.support import CHANGES, SEES
from app.api.paging import Page
from app.api.routes import delete, get, patch, post, put, routes
from app.team import attendant_operations as attendants
from app.team import department_operations as departments
from app.team import queries, schemas
from app.team.models import Department
from app.team.views import person_views


def list_departments(query: dict[str, Any]) -> Page:
    return queries.department_page(current_person(), query)


def create_department(body: dict[str, Any]) -> Department:
    return departments.do_create_department(body)


def show_department(department_id: int) -> Department:
    return queries.find_department(current_person(), department_id)


def edit_department(body: dict[str, Any], department_id: int) -> Department:
    department = queries.find_department(current_person(), department_id)
    departments.do_update_department(department, body)
    return department


def delete_department(department_id: int) -> None:
    departments.do_delete_department(queries.find_department(current_person(), department_id))


def assign_attendants(body: dict[str, Any], department_id: int) -> Department:
    actor = current_person()
    department = queries.find_department(actor, department_id)
    departments.do_assign_attendants(actor, department, body["person_ids"])
    return department


def list_attendants(query: dict[str, Any]) -> dict[str, Any]:
    actor = current_person()
    page = queries.person_page(actor, query)
    return {"items": person_views(actor, page.items), "next_cursor": page.next_cursor}


def create_attendant(body: dict[str, Any]) -> dict[str, Any]:
    return _shown(attendants.do_create_person(current_person(), body))


def show_attendant(attendant_id: int) -> dict[str, Any]:
    return _shown(_found(attendant_id))


def edit_attendant(body: dict[str, Any], attendant_id: int) -> dict[str, Any]:
    person = _found(attendant_id)
    attendants.do_update_person(current_person(), person, body)
    return _shown(person)


def activate_attendant(attendant_id: int) -> dict[str, Any]:
    person = _found(attendant_id)
    attendants.do_activate(current_person(), person)
    return _shown(person)


def deactivate_attendant(attendant_id: int) -> dict[str, Any]:
    person = _found(attendant_id)
    attendants.do_deactivate(current_person(), person)
    return _shown(person)


def resend_invitation(attendant_id: int) -> None:
    attendants.do_resend_invitation(current_person(), _found(attendant_id))


def _found(attendant_id: int) -> Person:
    return queries.find_person(current_person(), attendant_id)


def _shown(person: Person) -> dict[str, Any]:
    return person_views(current_person(), [person])[0]


VIEW_DEPARTMENTS = {"can": Permission.DEPARTMENTS_VIEW}
EDIT_DEPARTMENTS = {"can": Permission.DEPARTMENTS_EDIT}
VIEW_PEOPLE = {"can": Permission.PEOPLE_VIEW}
EDIT_PEOPLE = {"can": Permission.PEOPLE_EDIT}
DEPARTMENT = {"returns": schemas.DepartmentSchema}
ATTENDANT = {"returns": schemas.AttendantSchema}

ONE = "/departments/<int:department_id>"
SOMEONE = "/attendants/<int:attendant_id>"

blueprint = routes(
    "team",
    "Departments and attendants",
    [
        get(
            "/departments",
            list_departments,
            support=SEES,
            query=schemas.DepartmentQuery,
            returns=schemas.DepartmentPage,
            **VIEW_DEPARTMENTS,
        ),
        post(
            "/departments",
            create_department,
            body=schemas.DepartmentCreateSchema,
            status=201,
            **DEPARTMENT,
            **EDIT_DEPARTMENTS,
        ),
        get(ONE, show_department, support=SEES, **DEPARTMENT, **VIEW_DEPARTMENTS),
        patch(
            ONE,
            edit_department,
            support=CHANGES,
            body=schemas.DepartmentPatchSchema,
            **DEPARTMENT,
            **EDIT_DEPARTMENTS,
        ),
        delete(ONE, delete_department, status=204, **EDIT_DEPARTMENTS),
        put(
            f"{ONE}/attendants",
            assign_attendants,
            support=CHANGES,
            body=schemas.PersonIdsSchema,
            **DEPARTMENT,
            **EDIT_DEPARTMENTS,
        ),
        get(
            "/attendants",
            list_attendants,
            support=SEES,
            query=schemas.AttendantQuery,
            returns=schemas.AttendantPage,
            **VIEW_PEOPLE,
        ),
        post(
            "/attendants",
            create_attendant,
            body=schemas.AttendantCreateSchema,
            status=201,
            **ATTENDANT,
            **EDIT_PEOPLE,
        ),
        get(SOMEONE, show_attendant, support=SEES, **ATTENDANT, **VIEW_PEOPLE),
        patch(
            SOMEONE, edit_attendant, body=schemas.AttendantPatchSchema, **ATTENDANT, **EDIT_PEOPLE
        ),
        post(f"{SOMEONE}/activate", activate_attendant, **ATTENDANT, **EDIT_PEOPLE),
        post(f"{SOMEONE}/deactivate", deactivate_attendant, **ATTENDANT, **EDIT_PEOPLE),
        post(f"{SOMEONE}/invitation", resend_invitation, status=202, **EDIT_PEOPLE),
    ],
)
