"""People as the API shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.access.actor import PersonActor
from app.access.models import Person
from app.team.hooks import presence_of
from app.team.queries import department_names, last_seen

_SHOWN = ("id", "name", "email", "role", "language", "active", "created_at", "version")


def person_views(actor: PersonActor, people: Sequence[Person]) -> list[dict[str, Any]]:
    """What is not in a person's own row is read once for all of them."""
    ids = [person.id for person in people]
    names, presence, seen = department_names(actor), presence_of(ids), last_seen(ids)
    return [
        _own_columns(person)
        | {
            "departments": _refs(names, person.department_ids),
            "presence": presence[person.id],
            "last_seen_at": seen.get(person.id),
        }
        for person in people
    ]


def _own_columns(person: Person) -> dict[str, Any]:
    shown = {name: getattr(person, name) for name in _SHOWN}
    return shown | {"invitation_pending": person.password_hash is None}


def _refs(names: dict[int, str], among: frozenset[int]) -> list[dict[str, Any]]:
    return [{"id": found, "name": name} for found, name in names.items() if found in among]
