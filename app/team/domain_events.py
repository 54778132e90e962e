"""What other slices may want to know about the team."""

from __future__ import annotations

from dataclasses import dataclass

from app.access.models import Person


@dataclass(frozen=True)
class PersonDeactivated:
    person: Person


@dataclass(frozen=True)
class RoleChanged:
    person: Person


@dataclass(frozen=True)
class MembershipChanged:
    """The person belongs to other departments than before."""

    person_id: int
