"""The rooms that a connection may ask for: who may, and what their present state is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.core.errors import NotFound
from tenants.context import current_company

PEOPLE = "/people"
VISITS = "/visits"
GUESTS = "/guests"


@dataclass(frozen=True)
class Room:
    """`person:7` to a client; on the wire the company stands in front of it."""

    kind: str
    id: str

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def wire_name(self) -> str:
        return wire_name(self.name)


@dataclass(frozen=True)
class RoomKind:
    """`check(id)` raises NotFound unless whoever is connected may listen; `snapshot(id)` is the state."""

    kind: str
    namespace: str
    check: Callable[[str], None]
    snapshot: Callable[[str], dict[str, Any]]
    description: str
    # Whether support access may listen.
    support: bool = False


KINDS: dict[str, RoomKind] = {}


def define_room(
    kind: str,
    *,
    namespace: str,
    check: Callable[[str], None],
    snapshot: Callable[[str], dict[str, Any]],
    description: str,
    support: bool = False,
) -> None:
    KINDS[kind] = RoomKind(kind, namespace, check, snapshot, description, support)


def room(kind: str, identifier: int | str) -> Room:
    return Room(kind, str(identifier))


def parse_room(name: str, namespace: str) -> tuple[Room, RoomKind]:
    """The room by its name; NotFound where no such kind lives in this namespace."""
    kind, _, identifier = name.partition(":")
    found = KINDS.get(kind)
    if found is None or found.namespace != namespace or not identifier:
        raise NotFound()
    return Room(kind, identifier), found


def wire_name(name: str) -> str:
    """Rooms of two companies can never be one: the company's number is part of the name."""
    return f"{current_company().id}|{name}"


def session_room(session_id: int) -> str:
    """Every connection of one sign-in, so that ending the session ends them."""
    return wire_name(f"session:{session_id}")
