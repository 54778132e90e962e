"""Who may manage whom, and who counts; nothing here writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from app.access.actor import PersonActor
from app.access.models import Person
from app.access.roles import SCOPED_ROLES, Role, outranks
from app.core.errors import Conflict, Forbidden, Invalid
from app.team.queries import count_active_owners, count_slots
from billing.limits import claim_slot, lock_counter
from billing.plans import Limit

# What people may do to themselves although they do not stand below themselves.
OWN_FIELDS = frozenset({"name", "language", "department_ids"})


class WouldBeOrphaned(Conflict):
    slug = "would-be-orphaned"
    title = "Somebody would be left without a department"

    def __init__(self, people: Iterable[Person]) -> None:
        left = list(people)
        super().__init__(
            f"Give them another department first: {', '.join(person.name for person in left)}.",
            people=[{"id": person.id, "name": person.name} for person in left],
        )


def lock_team() -> None:
    """Until the transaction ends nobody else changes people or memberships of this company."""
    lock_counter(Limit.ATTENDANTS)


def uses_slot(role: str, department_ids: Collection[int]) -> bool:
    """Whether an active person counts towards the plan: who may take calls.

    Supervisors and attendants always may; Owner and Manager once they belong to a department.
    """
    return role in SCOPED_ROLES or bool(department_ids)


def claim_slot_for(person: Person, role: str, department_ids: Collection[int]) -> None:
    """Before an active person is given this role and these departments; raises PlanLimitReached."""
    if uses_slot(role, department_ids) and not uses_slot(person.role, person.department_ids):
        claim_slot(Limit.ATTENDANTS, count_slots)


def check_manages(actor: PersonActor, person: Person, fields: Collection[str] = ("",)) -> None:
    """Raises Forbidden unless the person stands below the actor; an Owner manages everybody."""
    if person.id == actor.id and OWN_FIELDS.issuperset(fields):
        return
    check_outranks(actor, person.role)


def check_outranks(actor: PersonActor, role: str) -> None:
    if actor.role is not Role.OWNER and not outranks(actor.role, Role(role)):
        raise Forbidden("You manage people below your own role only.", slug="rank")


def check_needs_department(role: str, department_ids: Collection[int]) -> None:
    if role in SCOPED_ROLES and not department_ids:
        raise Invalid({"department_ids": ["Supervisors and attendants need a department."]})


def check_keeps_owner(person: Person) -> None:
    """Before an Owner is demoted or deactivated."""
    if person.active and person.role == Role.OWNER and count_active_owners() <= 1:
        raise Conflict(
            "The company needs an active owner. Name another one first.", slug="last-owner"
        )


def check_not_oneself(actor: PersonActor, person: Person) -> None:
    if person.id == actor.id:
        raise Conflict("Ask somebody else to deactivate you.", slug="oneself")


def check_not_orphaned(people: Iterable[Person], leaving: int) -> None:
    """Before active people leave a department; raises WouldBeOrphaned."""
    left = [p for p in people if p.role in SCOPED_ROLES and p.department_ids == {leaving}]
    if left:
        raise WouldBeOrphaned(left)


def changed_fields(row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Those of `changes` that differ from what the row holds."""
    return {name: value for name, value in changes.items() if getattr(row, name) != value}
