"""Every event there is, with its shape: the source of the TypeScript types and of the docs page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.api.shapes import Schema


@dataclass(frozen=True)
class EventType:
    """`data` is dumped by `schema`; unknown fields do not pass. `rooms` are the kinds it goes to."""

    name: str
    schema: type[Schema]
    rooms: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class TransientType:
    """Sent to a connection at once, with no sequence number and no replay."""

    name: str
    schema: type[Schema]
    description: str


EVENTS: dict[str, EventType] = {}
TRANSIENTS: dict[str, TransientType] = {}


def define_event(
    name: str, schema: type[Schema], *, rooms: tuple[str, ...], description: str
) -> EventType:
    """Registers an event; a name can be defined once."""
    if name in EVENTS:
        raise ValueError(f"The event {name} is defined twice.")
    EVENTS[name] = EventType(name, schema, rooms, description)
    return EVENTS[name]


def define_transient(name: str, schema: type[Schema], *, description: str) -> TransientType:
    if name in TRANSIENTS:
        raise ValueError(f"The transient {name} is defined twice.")
    TRANSIENTS[name] = TransientType(name, schema, description)
    return TRANSIENTS[name]


def dump(event: EventType | TransientType, data: Mapping[str, Any]) -> dict[str, Any]:
    return event.schema().dump(data)
