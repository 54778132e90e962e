"""In every test, what is sent to a room is what the catalogue says it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from app.realtime.catalogue import EVENTS
from app.realtime.models import RealtimeEvent


def watch() -> None:
    """Refuses, from now on, the commit of an event that its own schema would not take."""
    event.listen(Session, "do_orm_execute", _check)


def _check(state: ORMExecuteState) -> None:
    if state.is_insert and state.bind_mapper is RealtimeEvent.__mapper__:
        for row in _rows(state.parameters):
            errors = EVENTS[row["name"]].schema().validate(row["data"])
            assert not errors, f"{row['name']}: {errors}"


def _rows(parameters: Any) -> list[dict[str, Any]]:
    return parameters if isinstance(parameters, list) else [parameters]
