"""What a company uses, read in its own scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from app.access.models import Person
from app.access.roles import Role
from app.calls.models import Call
from app.core.clock import utcnow
from app.core.db import db
from billing.plans import Limit
from billing.usage import usage

RECENT = timedelta(days=30)
OVER = 101
COUNTED = frozenset(
    {"attendants", "departments", "people", "calls", "use_percent", "last_signed_in_at"}
)


def usage_facts() -> dict[str, Any]:
    """The columns of `CompanyUsage`."""
    return {name: value for name, value in usage_details().items() if name in COUNTED}


def usage_details() -> dict[str, Any]:
    """The same, and what a company's page tells beside it."""
    limits, roles, calls = usage(), people_by_role(), recent_calls()
    used = {each["limit"]: each["used"] for each in limits}
    signed_in = [each["last_signed_in_at"] for each in roles if each["last_signed_in_at"]]
    return {
        "attendants": used[Limit.ATTENDANTS],
        "departments": used[Limit.DEPARTMENTS],
        "people": sum(each["active"] for each in roles),
        "calls": calls["total"],
        "use_percent": use_percent(limits),
        "last_signed_in_at": max(signed_in, default=None),
        "limits": limits,
        "roles": roles,
        "answered_calls": calls["answered"],
    }


def use_percent(limits: Iterable[Mapping[str, Any]]) -> int:
    """That of the fullest limit; rounding never makes 100 of what is over."""
    counted = [
        _percent(each["used"], each["maximum"])
        for each in limits
        if each["used"] is not None and each["maximum"] is not None
    ]
    return max(counted, default=0)


def _percent(used: int, maximum: int) -> int:
    if used > maximum:
        return max(OVER, 100 * used // maximum) if maximum else OVER
    return 100 * used // maximum if maximum else 0


def people_by_role() -> list[dict[str, Any]]:
    """Of each role how many are active, and when one of them last signed in."""
    active = func.count().filter(Person.active)
    query = select(Person.role, active, func.max(Person.last_signed_in_at)).group_by(Person.role)
    found = {role: (count, last) for role, count, last in db.session.execute(query)}
    return [
        {"role": role.value, "active": count, "last_signed_in_at": last}
        for role in Role
        for count, last in [found.get(role, (0, None))]
    ]


def recent_calls() -> dict[str, int]:
    """Calls of the last 30 days, and those of them that were answered."""
    answered = func.count().filter(Call.answered_at.is_not(None))
    query = select(func.count(), answered).where(Call.created_at > utcnow() - RECENT)
    total, taken = db.session.execute(query).one()
    return {"total": total, "answered": taken}


def owners() -> list[dict[str, Any]]:
    """Who answers for the company, and whether they have ever come in."""
    query = select(Person).where(Person.role == Role.OWNER, Person.active).order_by(Person.id)
    return [
        {
            "name": person.name,
            "email": person.email,
            "invited_at": person.invited_at,
            "has_password": person.password_hash is not None,
        }
        for person in db.session.scalars(query)
    ]
