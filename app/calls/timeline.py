"""The call's own history: one line for each thing that happened."""

from __future__ import annotations

from typing import Any

from app.calls.domain_events import CallChanged
from app.calls.models import Call, CallEvent
from app.core.bus import publish
from app.core.clock import utcnow


def note_event(call: Call, kind: str, actor_name: str = "", **details: Any) -> None:
    call.events.append(CallEvent(at=utcnow(), kind=kind, actor_name=actor_name, details=details))


def announce(call: Call) -> None:
    """Raises the call's version and tells everyone who looks at it."""
    call.touch()
    publish(CallChanged(call))
