"""The only writer of people: inviting, changing, activating and deactivating them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from app.access.actor import PersonActor
from app.access.audit import record
from app.access.models import Membership, Person
from app.access.operations import do_invite
from app.access.sessions import do_end_sessions
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict, Invalid
from app.core.versions import lock_version
from app.team import rules
from app.team.domain_events import MembershipChanged, PersonDeactivated, RoleChanged
from app.team.entitlement import check_person_in_plan
from app.team.hooks import check_can_be_spared
from app.team.models import Department
from app.team.queries import count_slots
from billing.limits import claim_slot
from billing.plans import Limit


def do_create_person(actor: PersonActor, values: dict[str, Any]) -> Person:
    """A person with an invitation in the mail; raises Forbidden, Invalid or PlanLimitReached."""
    department_ids = set(values.pop("department_ids"))
    rules.check_outranks(actor, values["role"])
    check_departments(department_ids)
    rules.check_needs_department(values["role"], department_ids)
    rules.lock_team()
    _check_email_free(values["email"])
    if rules.uses_slot(values["role"], department_ids):
        claim_slot(Limit.ATTENDANTS, count_slots)
    person = Person(**values, memberships=_memberships(department_ids))
    db.session.add(person)
    db.session.flush()
    _record("created", person, role=person.role, departments=department_ids)
    do_invite(person)
    return person


def do_update_person(actor: PersonActor, person: Person, changes: dict[str, Any]) -> None:
    """Changes what differs; raises Stale, Forbidden, Invalid, Conflict or PlanLimitReached."""
    rules.lock_team()
    lock_version(person, changes.pop("version", None))
    if "department_ids" in changes:
        changes["department_ids"] = frozenset(changes["department_ids"])
    changes = rules.changed_fields(person, changes)
    if not changes:
        return
    rules.check_manages(actor, person, changes)
    role = changes.get("role", person.role)
    department_ids = changes.get("department_ids", person.department_ids)
    _check_change(actor, person, changes)
    rules.check_needs_department(role, department_ids)
    if person.active and rules.uses_slot(role, department_ids):
        check_person_in_plan(person.id)
        rules.claim_slot_for(person, role, department_ids)
    _apply(person, changes)


def do_activate(actor: PersonActor, person: Person) -> None:
    """Takes a slot of the plan again; nothing happens to somebody who is active."""
    _lock(actor, person)
    if person.active:
        return
    rules.check_needs_department(person.role, person.department_ids)
    if rules.uses_slot(person.role, person.department_ids):
        claim_slot(Limit.ATTENDANTS, count_slots)
    person.active, person.deactivated_at = True, None
    person.touch()
    _record("activated", person)


def do_deactivate(actor: PersonActor, person: Person) -> None:
    """Frees the slot and ends the sessions at once; refused while a guard needs the person."""
    _lock(actor, person)
    if not person.active:
        return
    rules.check_not_oneself(actor, person)
    rules.check_keeps_owner(person)
    check_can_be_spared(person.id)
    person.active, person.deactivated_at = False, utcnow()
    person.touch()
    do_end_sessions(person.id, reason="deactivated")
    _record("deactivated", person)
    publish(PersonDeactivated(person))


def do_resend_invitation(actor: PersonActor, person: Person) -> None:
    """A new link by mail; refused once the person has set a password."""
    _lock(actor, person)
    if not person.active:
        raise Conflict("Activate this person first.", slug="inactive")
    if person.password_hash is not None:
        raise Conflict("This person has already set a password.", slug="invitation-accepted")
    do_invite(person)


def do_set_departments(person: Person, department_ids: Collection[int]) -> None:
    """Writes the memberships; the rules are the caller's matter."""
    kept = [m for m in person.memberships if m.department_id in department_ids]
    added = set(department_ids) - {m.department_id for m in kept}
    person.memberships = kept + _memberships(added)
    person.touch()
    db.session.flush()
    publish(MembershipChanged(person.id))


def check_departments(department_ids: Collection[int]) -> None:
    """Raises Invalid unless each of them exists."""
    known = set(db.session.scalars(select(Department.id).where(Department.id.in_(department_ids))))
    if missing := set(department_ids) - known:
        raise Invalid({"department_ids": [f"There is no department {min(missing)}."]})


def _lock(actor: PersonActor, person: Person) -> None:
    rules.lock_team()
    lock_version(person, None)
    rules.check_manages(actor, person)


def _check_change(actor: PersonActor, person: Person, changes: dict[str, Any]) -> None:
    if "role" in changes:
        rules.check_outranks(actor, changes["role"])
        rules.check_keeps_owner(person)
    if "email" in changes:
        _check_email_free(changes["email"])
    if "department_ids" in changes:
        check_departments(changes["department_ids"])


def _apply(person: Person, changes: dict[str, Any]) -> None:
    department_ids = changes.pop("department_ids", None)
    changed = {name: [getattr(person, name), value] for name, value in changes.items()}
    for name, value in changes.items():
        setattr(person, name, value)
    person.touch()
    if department_ids is not None:
        changed["departments"] = [sorted(person.department_ids), sorted(department_ids)]
        do_set_departments(person, department_ids)
    db.session.flush()
    _record("changed", person, **changed)
    if "role" in changes:
        do_end_sessions(person.id, reason="role_changed")
        publish(RoleChanged(person))
    if "email" in changes and person.password_hash is None:
        do_invite(person)


def _check_email_free(email: str) -> None:
    if db.session.scalar(select(Person.id).where(Person.email == email)):
        raise Invalid({"email": ["Somebody with this email is here already."]})


def _memberships(department_ids: Collection[int]) -> list[Membership]:
    return [Membership(department_id=found) for found in sorted(department_ids)]


def _record(what: str, person: Person, **details: Any) -> None:
    """The log names people, since its readers know no numbers."""
    record(f"person.{what}", "person", person.id, **{"name": person.name} | details)
