"""Who is acting in this request, socket message or job."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from app.access.permissions import MATRIX, STAFF_MATRIX, Permission, StaffPermission, StaffRole
from app.access.roles import SCOPED_ROLES, Role
from app.core.errors import Forbidden, NotSignedIn


@dataclass(frozen=True)
class PersonActor:
    """A signed-in person of the current company; re-read from the database for every request."""

    id: int
    name: str
    role: Role
    department_ids: frozenset[int]
    session_id: int

    kind = "person"

    @property
    def permissions(self) -> frozenset[Permission]:
        return MATRIX[self.role]

    @property
    def sees_all_departments(self) -> bool:
        return self.role not in SCOPED_ROLES

    def can(self, permission: Permission) -> bool:
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        if not self.can(permission):
            raise Forbidden(needs=permission)

    def reaches_department(self, department_id: int) -> bool:
        return self.sees_all_departments or department_id in self.department_ids


@dataclass(frozen=True)
class StaffActor:
    """A signed-in member of the platform's staff, on the platform's host."""

    id: int
    name: str
    role: StaffRole
    session_id: int

    kind = "staff"

    def can(self, permission: StaffPermission) -> bool:
        return permission in STAFF_MATRIX[self.role]

    def require(self, permission: StaffPermission) -> None:
        if not self.can(permission):
            raise Forbidden(needs=permission)


def set_actor(actor: PersonActor | StaffActor | None) -> None:
    g.actor = actor


def current_person() -> PersonActor:
    """Raises NotSignedIn."""
    actor = g.get("actor")
    if not isinstance(actor, PersonActor):
        raise NotSignedIn()
    return actor


def current_staff() -> StaffActor:
    """Raises NotSignedIn."""
    actor = g.get("actor")
    if not isinstance(actor, StaffActor):
        raise NotSignedIn()
    return actor


def actor_or_none() -> PersonActor | StaffActor | None:
    return g.get("actor")
