"""People as the API shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.access.actor import PersonActor
from app.access.models import Person
from app.team.hooks import presence_of
from app.team.queries import department_names

_SHOWN = (
    "id",
    "name",
    "email",
    "role",
    "language",
    "active",
    "last_signed_in_at",
    "created_at",
    "version",
)


def person_views(actor: PersonActor, people: Sequence[Person]) -> list[dict[str, Any]]:
    names = department_names(actor)
    presence = presence_of([person.id for person in people])
    return [_view(person, names, presence[person.id]) for person in people]


def _view(person: Person, names: dict[int, str], presence: str) -> dict[str, Any]:
    mine = person.department_ids
    return {name: getattr(person, name) for name in _SHOWN} | {
        "invitation_pending": person.password_hash is None,
        "departments": [{"id": id_, "name": name} for id_, name in names.items() if id_ in mine],
        "presence": presence,
    }
