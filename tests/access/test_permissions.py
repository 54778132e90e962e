"""The role matrix as a table, so that a change of it is seen twice."""

from __future__ import annotations

import pytest

from app.access.actor import PersonActor
from app.access.permissions import (
    MATRIX,
    STAFF_MATRIX,
    Permission,
    StaffPermission,
    StaffRole,
)
from app.access.roles import Role, outranks
from app.core.errors import Forbidden

# owner, manager, supervisor, attendant
TABLE = """
workstation.use     x x x x
panel.view          x x x -
departments.view    x x x -
departments.edit    x x - -
people.view         x x x -
people.edit         x x - -
links.view          x x x -
links.edit          x x x -
queue.view          x x x x
calls.view          x x x x
calls.handle        x x x x
calls.supervise     x x x -
recordings.view     x x x -
recordings.edit     x x - -
clients.view        x x x -
schedules.view      x x x x
schedules.edit      x x x x
audit.view          x x - -
company.edit        x x - -
branding.edit       x - - -
domains.edit        x - - -
billing.view        x x - -
billing.edit        x - - -
support.view        x x - -
support.edit        x - - -
"""
# admin, support, finance
STAFF_TABLE = """
companies.view      x x x
companies.suspend   x - -
companies.override  x - -
companies.close     x - -
companies.provision x - -
companies.export    x - -
companies.erase     x - -
billing.view        x - x
support.access      x x -
support.change      x - -
health.view         x x -
health.edit         x - -
announcements.edit  x - -
staff.edit          x - -
audit.view          x x -
"""
STAFF_ROWS = [line.split() for line in STAFF_TABLE.strip().splitlines()]
ROWS = [line.split() for line in TABLE.strip().splitlines()]


def actor(role: Role, *department_ids: int) -> PersonActor:
    return PersonActor(1, "Ana", role, frozenset(department_ids), session_id=1)


@pytest.mark.parametrize(("permission", "marks"), [(row[0], row[1:]) for row in ROWS])
def test_the_table_is_the_matrix(permission: str, marks: list[str]) -> None:
    allowed = {role for role, mark in zip(Role, marks, strict=True) if mark == "x"}
    assert {role for role in Role if Permission(permission) in MATRIX[role]} == allowed


def test_the_table_is_complete() -> None:
    assert [row[0] for row in ROWS] == [permission.value for permission in Permission]
    assert [row[0] for row in STAFF_ROWS] == [permission.value for permission in StaffPermission]


@pytest.mark.parametrize(("permission", "marks"), [(row[0], row[1:]) for row in STAFF_ROWS])
def test_the_staffs_table_is_their_matrix(permission: str, marks: list[str]) -> None:
    allowed = {role for role, mark in zip(StaffRole, marks, strict=True) if mark == "x"}
    having = {role for role in StaffRole if StaffPermission(permission) in STAFF_MATRIX[role]}
    assert having == allowed


def test_a_missing_permission_is_named() -> None:
    with pytest.raises(Forbidden) as refused:
        actor(Role.MANAGER).require(Permission.BILLING_EDIT)
    assert refused.value.document()["needs"] == "billing.edit"


@pytest.mark.parametrize(
    ("role", "reaches"),
    [(Role.OWNER, True), (Role.MANAGER, True), (Role.SUPERVISOR, False), (Role.ATTENDANT, False)],
)
def test_scoped_roles_reach_their_own_departments_only(role: Role, reaches: bool) -> None:
    assert actor(role, 1).reaches_department(1)
    assert actor(role, 1).reaches_department(2) == reaches


def test_nobody_outranks_themselves() -> None:
    order = list(Role)
    for position, role in enumerate(order):
        assert [outranks(role, other) for other in order] == [
            index > position for index in range(len(order))
        ]
