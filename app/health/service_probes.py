"""Probes of what the platform stands on: does it answer, and how fast. None opens a transaction."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.core.health import check_database, check_redis, check_storage
from app.health.companies import last_measured
from app.health.report import Item, Part, age, figures
from media import livekit
from media.livekit_nodes import Node, nodes


def database() -> Part:
    return Part("database", figures("database", {"answer_ms": _milliseconds(check_database)}))


def redis() -> Part:
    return Part("redis", figures("redis", {"answer_ms": _milliseconds(check_redis)}))


def media_server() -> Part:
    if not livekit.is_configured():
        return Part("media_server", absent=True)
    begun = time.monotonic()
    rooms = livekit.list_rooms()
    values: dict[str, float | None] = {
        "answer_ms": _since(begun),
        "rooms": len(rooms),
        "participants": sum(room.num_participants for room in rooms),
        "publishers": sum(room.num_publishers for room in rooms),
    }
    return Part("media_server", figures("media_server", values), tuple(map(_node, nodes())))


def _node(node: Node) -> Item:
    values = {
        "node_rooms": node.rooms,
        "node_participants": node.participants,
        "dropped": node.dropped,
    }
    return Item(node.address, figures("media_server", values))


def storage() -> Part:
    """Whether it answers now, and what the companies' recordings say about the time before."""
    answer_ms = _milliseconds(check_storage)
    found = last_measured()
    uploads = [company.uploads for company in found.companies] if found else []
    values: dict[str, float | None] = {
        "answer_ms": answer_ms,
        "last_upload": age(max((u.last_at for u in uploads if u.last_at), default=None)),
        "waiting_uploads": sum(u.waiting for u in uploads),
        "oldest_upload": age(min((u.oldest_at for u in uploads if u.oldest_at), default=None)),
        "failed_uploads": sum(u.failed for u in uploads),
    }
    return Part("storage", figures("storage", values))


def _milliseconds(check: Callable[[], object]) -> float:
    begun = time.monotonic()
    check()
    return _since(begun)


def _since(begun: float) -> float:
    return round((time.monotonic() - begun) * 1000, 1)
