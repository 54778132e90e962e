"""What of the team is over the plan's limits, such as after a downgrade.

Nothing is deleted and nobody is deactivated by it: whoever and whatever came last takes no calls
and cannot be edited, until the company deactivates others or takes a larger plan.
"""

from __future__ import annotations

from sqlalchemy import select

from app.core.db import db
from app.team.models import Department
from app.team.queries import count_active_departments, count_slots, slot_holders
from billing.limits import limit_of_company, limit_reached
from billing.plans import Limit
from billing.usage import tell_usage


def people_over_limit() -> frozenset[int]:
    """Those who are not routed to; empty, and answered by one count, in a company within its plan."""
    maximum = limit_of_company(Limit.ATTENDANTS)
    if maximum is None or count_slots() <= maximum:
        return frozenset()
    return frozenset(person_id for person_id, _ in excess_people(maximum))


def departments_over_limit() -> frozenset[int]:
    maximum = limit_of_company(Limit.DEPARTMENTS)
    if maximum is None or count_active_departments() <= maximum:
        return frozenset()
    return frozenset(department_id for department_id, _ in excess_departments(maximum))


def check_person_in_plan(person_id: int) -> None:
    """Raises PlanLimitReached for somebody over the limit."""
    if person_id in people_over_limit():
        raise limit_reached(Limit.ATTENDANTS, count_slots())


def check_department_in_plan(department_id: int) -> None:
    """Raises PlanLimitReached for a department over the limit."""
    if department_id in departments_over_limit():
        raise limit_reached(Limit.DEPARTMENTS, count_active_departments())


def excess_people(maximum: int) -> list[tuple[int, str]]:
    return [(person.id, person.name) for person in slot_holders()[maximum:]]


def excess_departments(maximum: int) -> list[tuple[int, str]]:
    query = select(Department.id, Department.name).where(Department.active)
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Department.id))][maximum:]


tell_usage(Limit.ATTENDANTS, count_slots, excess_people)
tell_usage(Limit.DEPARTMENTS, count_active_departments, excess_departments)
