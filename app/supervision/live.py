"""The live list: what it knows is kept, so that only what differs from it is told.

Changes of a call are many and small. They are gathered for a second (`gather`), and a sweep stands
behind that, which also brings what no change announces, such as the quality of a line.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from app.core.db import db
from app.core.redis import redis_client
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit
from app.supervision.events import LIVE_CALL_CHANGED, LIVE_CALL_LEFT
from app.supervision.models import LiveCall
from app.supervision.queries import open_calls
from app.supervision.schemas import LiveCallSchema
from app.supervision.views import live_lines
from tenants.context import current_company

# The list of all departments, for those who see all.
ALL = "all"
GATHER = timedelta(seconds=1)
# A little less than the job waits: a change after the job has looked finds the key gone.
_KEY_MS = 900


def is_first_change(call_id: int) -> bool:
    """True once in the time in which changes are gathered; asks Redis, so after a commit only."""
    key = f"live:{current_company().id}:{call_id}"
    return bool(redis_client().set(key, 1, nx=True, px=_KEY_MS))


def do_tell(call_ids: Collection[int] | None = None) -> None:
    """Tells the list what it does not know yet about these calls, or about all of them."""
    _lock()
    known = _known(call_ids)
    calls = open_calls(ids=call_ids)
    for line in live_lines(calls) if calls else ():
        _tell(line, known.pop(line["id"], None))
    for left in known.values():
        _tell_left(left.department_id, left)
        db.session.delete(left)


def _tell(line: dict[str, Any], known: LiveCall | None) -> None:
    department_id = line["department"]["id"]
    told = LiveCallSchema(exclude=("version",)).dump(line)
    if known is None:
        known = LiveCall(call_id=line["id"], department_id=department_id, line={}, version=0)
        db.session.add(known)
    if known.line == told:
        return
    known.touch()
    if known.department_id != department_id:
        _tell_left(known.department_id, known, everywhere=False)
    known.department_id, known.line = department_id, told
    for name in (str(department_id), ALL):
        data = {"call": line | {"version": known.version}}
        emit_on_commit(LIVE_CALL_CHANGED, room("live_calls", name), data)


def _tell_left(department_id: int, known: LiveCall, *, everywhere: bool = True) -> None:
    for name in (str(department_id), ALL) if everywhere else (str(department_id),):
        data = {"call_id": known.call_id, "version": known.version}
        emit_on_commit(LIVE_CALL_LEFT, room("live_calls", name), data)


def _known(call_ids: Collection[int] | None) -> dict[int, LiveCall]:
    query = select(LiveCall)
    if call_ids is not None:
        query = query.where(LiveCall.call_id.in_(call_ids))
    return {known.call_id: known for known in db.session.scalars(query)}


def _lock() -> None:
    """One after the other: two tellers of the same line would both find it untold."""
    key = f"{current_company().id}:live"
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
