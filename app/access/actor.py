"""Who is acting in this request, socket message or job."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from app.access.permissions import (
    MATRIX,
    STAFF_MATRIX,
    SUPPORT_CHANGES,
    SUPPORT_SEES,
    Permission,
    StaffPermission,
    StaffRole,
)
from app.access.roles import SCOPED_ROLES, Role
from app.core.errors import Forbidden, NotSignedIn
from app.core.logging import bind_contextvars


class EnrolmentRequired(Forbidden):
    """The company asks everyone for a second factor and this person has none yet."""

    slug = "second-factor-enrolment-required"
    title = "Set up your second factor to go on"


@dataclass(frozen=True)
class PersonActor:
    """A signed-in person of the current company; re-read from the database for every request."""

    id: int
    name: str
    role: Role
    department_ids: frozenset[int]
    session_id: int
    must_enrol: bool = False

    kind = "person"

    @property
    def logged_id(self) -> int:
        """Whom the audit log names, by the kind."""
        return self.id

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


# No person has this number, so nothing is anybody's own to whoever has it.
NOBODY = 0


@dataclass(frozen=True)
class SupportActor(PersonActor):
    """A member of staff who looks into the current company: where a manager stands, but nobody of it.

    `session_id` is the number of the access.
    """

    may_change: bool = False
    language: str | None = None

    kind = "support"

    @property
    def permissions(self) -> frozenset[Permission]:
        return SUPPORT_SEES | (SUPPORT_CHANGES if self.may_change else frozenset())

    @property
    def logged_id(self) -> int:
        return self.session_id


@dataclass(frozen=True)
class StaffActor:
    """A signed-in member of the platform's staff, on the platform's host."""

    id: int
    name: str
    role: StaffRole
    session_id: int
    must_enrol: bool = False

    kind = "staff"

    @property
    def logged_id(self) -> int:
        return self.id

    @property
    def permissions(self) -> frozenset[StaffPermission]:
        return STAFF_MATRIX[self.role]

    def can(self, permission: StaffPermission) -> bool:
        return permission in self.permissions

    def require(self, permission: StaffPermission) -> None:
        if not self.can(permission):
            raise Forbidden(needs=permission)


Actor = PersonActor | StaffActor


def set_actor(actor: Actor | None) -> None:
    g.actor = actor
    if actor is not None:
        bind_contextvars(**{actor.kind: actor.logged_id})


def current_person() -> PersonActor:
    """Raises NotSignedIn, or EnrolmentRequired."""
    actor = current_actor()
    if not isinstance(actor, PersonActor):
        raise NotSignedIn()
    return actor


def current_visitor() -> SupportActor:
    """Raises NotSignedIn."""
    actor = current_actor()
    if not isinstance(actor, SupportActor):
        raise NotSignedIn()
    return actor


def current_staff() -> StaffActor:
    """Raises NotSignedIn, or EnrolmentRequired."""
    actor = current_actor()
    if not isinstance(actor, StaffActor):
        raise NotSignedIn()
    return actor


def current_actor(*, while_enrolling: bool = False) -> Actor:
    """Whoever is signed in; raises NotSignedIn, or EnrolmentRequired unless `while_enrolling`."""
    actor = actor_or_none()
    if actor is None:
        raise NotSignedIn()
    if actor.must_enrol and not while_enrolling:
        raise EnrolmentRequired()
    return actor


def actor_or_none() -> Actor | None:
    """Also someone who has still to enrol: for saying who it is, never for letting them in."""
    actor: Actor | None = g.get("actor")
    return actor
