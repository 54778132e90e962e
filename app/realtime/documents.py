"""What goes over the sockets, as documents: schemas for the TypeScript types, and a page to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin, resolver
from marshmallow import fields

from app.api.shapes import Schema
from app.realtime.catalogue import EVENTS, TRANSIENTS, EventType
from app.realtime.handlers import REGISTRY, SocketHandler
from app.realtime.rooms import GUESTS, KINDS, PEOPLE, VISITS

NAMESPACES = {PEOPLE: "People", VISITS: "Visits", GUESTS: "Guests"}
# Part of the handshake, not messages.
_HANDSHAKE = frozenset({"connect", "disconnect"})


def schemas_document() -> dict[str, Any]:
    """An OpenAPI document without paths.

    `Events` and `Transients` map names to what is sent; `PeopleMessages`, `VisitsMessages` and
    `GuestsMessages` map names to what the server takes in each namespace.
    """
    plugin = MarshmallowPlugin(schema_name_resolver=resolver)
    spec = APISpec("Voki realtime", "1", "3.1.0", plugins=[plugin])
    maps: dict[str, dict[str, type[Schema] | None]] = {
        "Events": {name: event.schema for name, event in EVENTS.items()},
        "Transients": {name: transient.schema for name, transient in TRANSIENTS.items()},
        **{f"{title}Messages": _bodies(place) for place, title in NAMESPACES.items()},
    }
    for name, schemas in maps.items():
        spec.components.schema(name, _map_of(plugin, schemas))
    return spec.to_dict()


def _bodies(namespace: str) -> dict[str, type[Schema] | None]:
    return {handler.name: handler.body for handler in _messages(namespace)}


def _messages(namespace: str) -> Iterable[SocketHandler]:
    found = (handler for handler in REGISTRY if handler.namespace == namespace)
    return sorted(
        (each for each in found if each.name not in _HANDSHAKE), key=lambda each: each.name
    )


def _map_of(plugin: MarshmallowPlugin, schemas: dict[str, type[Schema] | None]) -> dict[str, Any]:
    assert plugin.resolver is not None
    properties = {
        name: plugin.resolver.resolve_schema_dict(schema) if schema else {"type": "object"}
        for name, schema in sorted(schemas.items())
    }
    return {"type": "object", "properties": properties, "required": sorted(schemas)}


def readable_page() -> str:
    """The catalogue in Markdown."""
    return "\n\n".join([_INTRODUCTION, *_rooms(), *_events(), *_transients(), *_inbound()]) + "\n"


_INTRODUCTION = """\
# Real-time events

This page is generated from the code by `flask generate`. The shapes are in `realtime.json`.

A connection is a websocket at `/socket.io` on the company's host, in the namespace `/people` (with \
the session cookie), `/visits` (with the link's token and the visit's cookie) or `/guests` (with the \
invitation's token and the guest's cookie). It subscribes to \
rooms. The answer holds a snapshot of the room and its sequence number; each later `event` is \
`{room, seq, name, data, at}` with the next number. Whoever finds a gap subscribes again with the \
last number it has, and gets what it missed or a new snapshot. Events carry whole states with a \
`version`; an older version is dropped."""


def _rooms() -> Iterable[str]:
    yield "## Rooms"
    yield _table(
        ("Room", "Namespace", "Snapshot"),
        ((f"`{kind.kind}:ID`", f"`{kind.namespace}`", kind.description) for kind in KINDS.values()),
    )


def _events() -> Iterable[str]:
    yield "## Events"
    for event in sorted(EVENTS.values(), key=lambda each: each.name):
        rooms = ", ".join(f"`{room}`" for room in event.rooms)
        yield f"### `{event.name}`\n\n{event.description} Rooms: {rooms}."
        yield _fields(event)


def _fields(event: EventType) -> str:
    return _table(
        ("Field", "Kind", ""),
        (
            (f"`{name}`", _kind(field), field.metadata.get("description", ""))
            for name, field in event.schema().fields.items()
        ),
    )


def _kind(field: fields.Field[Any]) -> str:
    if isinstance(field, fields.Nested):
        return f"`{resolver(type(field.schema))}`"
    if isinstance(field, fields.List):
        return f"list of {_kind(field.inner)}"
    return type(field).__name__.lower()


def _transients() -> Iterable[str]:
    yield "## Sent at once, without a number"
    transients = sorted(TRANSIENTS.values(), key=lambda each: each.name)
    yield _table(("Name", ""), ((f"`{each.name}`", each.description) for each in transients))


def _inbound() -> Iterable[str]:
    yield "## Messages to the server"
    yield (
        "Each is acknowledged with `{ok: true, …}` or `{ok: false, problem: {…}}`, where the problem "
        "is a problem document as in the HTTP API."
    )
    for place, title in NAMESPACES.items():
        yield f"### {title}: `{place}`"
        yield _table(
            ("Message", "Fields", "Who"),
            (
                (f"`{each.name}`", _field_names(each.body), each.policy.describe())
                for each in _messages(place)
            ),
        )


def _field_names(body: type[Schema] | None) -> str:
    return ", ".join(f"`{name}`" for name in body().fields) if body else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )
