"""Domain events inside one process.

A handler runs at once, in the publisher's transaction: it may write rows and queue work for after
the commit, and an exception in it undoes the whole. What talks to the outside goes by the outbox.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Handler = Callable[[Any], None]
_handlers: defaultdict[type, list[Handler]] = defaultdict(list)


def subscribe(event_type: type, handler: Handler) -> None:
    """Registering the same handler twice is one registration."""
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def publish(event: object) -> None:
    for handler in _handlers[type(event)]:
        handler(event)
