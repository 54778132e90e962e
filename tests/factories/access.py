"""People and staff. All of them sign in with PASSWORD."""

from __future__ import annotations

from functools import cache
from typing import Any

import factory

from app.access.models import Membership, Person
from app.access.passwords import hash_password
from app.access.staff_models import StaffMember
from tests.factories.base import Factory

PASSWORD = "correct-horse-battery-staple"


@cache
def password_hash() -> str:
    """Hashing is slow on purpose, so it is done once a process."""
    return hash_password(PASSWORD)


class PersonFactory(Factory):
    class Meta:
        model = Person

    name: Any = factory.Sequence(lambda number: f"Person {number}")
    email: Any = factory.Sequence(lambda number: f"person{number}@example.com")
    role = "attendant"
    password_hash: Any = factory.LazyFunction(password_hash)

    @factory.post_generation
    def departments(self: Any, create: bool, extracted: Any) -> None:
        for department in extracted or []:
            self.memberships.append(Membership(department_id=department.id))


class StaffFactory(Factory):
    class Meta:
        model = StaffMember

    name: Any = factory.Sequence(lambda number: f"Staff {number}")
    email: Any = factory.Sequence(lambda number: f"staff{number}@voki.example")
    role = "admin"
    password_hash: Any = factory.LazyFunction(password_hash)
