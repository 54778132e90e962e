"""Events: noted during a transaction, numbered at its end, sent after its commit.

The numbers are given out under the lock of the room's row, in the order of the rooms' names, in
the last statements before the commit. So a room's events are numbered in the order in which their
transactions commit, and what was committed can always be replayed, sent or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, event, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.core.clock import utcnow
from app.core.db import db
from app.core.logging import get_logger
from app.realtime.catalogue import EventType, dump
from app.realtime.emitter import emit
from app.realtime.models import RealtimeEvent, RealtimeRoom
from app.realtime.rooms import KINDS, Room, wire_name

log = get_logger(__name__)
_PENDING = "realtime.pending"
_READY = "realtime.ready"
REPLAY_LIMIT = 200
KEEP_EVENTS = timedelta(hours=1)


def emit_on_commit(event_type: EventType, to: Room, data: Mapping[str, Any]) -> None:
    """Notes the event for the current transaction; a rollback forgets it."""
    if to.kind not in event_type.rooms:
        raise ValueError(f"{event_type.name} does not go to rooms of kind {to.kind}.")
    pending = db.session().info.setdefault(_PENDING, [])
    pending.append((to, event_type.name, dump(event_type, data)))


def current_seq(room_name: str) -> int:
    """The number of the room's last event; 0 for a room in which nothing happened yet."""
    return db.session.scalar(select(RealtimeRoom.seq).where(RealtimeRoom.room == room_name)) or 0


def current_seqs(room_names: list[str]) -> dict[str, int]:
    rows = db.session.execute(
        select(RealtimeRoom.room, RealtimeRoom.seq).where(RealtimeRoom.room.in_(room_names))
    )
    return dict.fromkeys(room_names, 0) | {row.room: row.seq for row in rows}


def events_since(room_name: str, seq: int) -> list[dict[str, Any]] | None:
    """The envelopes after `seq`, or None when the gap is too old or too wide to be replayed."""
    last = current_seq(room_name)
    if not 0 <= last - seq <= REPLAY_LIMIT:
        return None
    rows = db.session.scalars(
        select(RealtimeEvent)
        .where(RealtimeEvent.room == room_name, RealtimeEvent.seq > seq)
        .order_by(RealtimeEvent.seq)
    ).all()
    if len(rows) != last - seq:
        return None
    return [_envelope(row.room, row.seq, row.name, row.data, row.at.isoformat()) for row in rows]


def do_sweep_events() -> int:
    """Removes events that nobody can still be waiting for; returns how many."""
    result = db.session.execute(
        delete(RealtimeEvent).where(RealtimeEvent.at < utcnow() - KEEP_EVENTS)
    )
    return result.rowcount  # type: ignore[attr-defined]


@event.listens_for(Session, "before_commit")
def _number(session: Session) -> None:
    if session.in_nested_transaction():
        return
    pending = session.info.pop(_PENDING, None)
    if not pending:
        return
    session.flush()
    now = utcnow()
    counts = Counter(to.name for to, _, _ in pending)
    following = _advance(session, counts)
    rows = []
    for to, kind, data in pending:
        seq = following[to.name]
        following[to.name] = seq + 1
        rows.append({"room": to.name, "seq": seq, "name": kind, "data": data, "at": now})
    session.execute(insert(RealtimeEvent), rows)
    session.info[_READY] = rows


def _advance(session: Session, counts: Mapping[str, int]) -> dict[str, int]:
    """Reserves that many numbers in each room, and returns the first of them by room."""
    rooms = [{"room": name, "seq": counts[name]} for name in sorted(counts)]
    statement = upsert(RealtimeRoom).values(rooms)
    statement = statement.on_conflict_do_update(
        index_elements=[RealtimeRoom.room],
        set_={"seq": RealtimeRoom.seq + statement.excluded.seq},
    )
    rows = session.execute(statement.returning(RealtimeRoom.room, RealtimeRoom.seq))
    return {row.room: row.seq - counts[row.room] + 1 for row in rows}


# Before everything else that follows a commit: somebody waits for it, for a timer nobody does.
@event.listens_for(Session, "after_commit", insert=True)
def _send(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for row in session.info.pop(_READY, []):
        kind = row["room"].partition(":")[0]
        envelope = _envelope(
            row["room"], row["seq"], row["name"], row["data"], row["at"].isoformat()
        )
        try:
            emit("event", envelope, room=wire_name(row["room"]), namespace=KINDS[kind].namespace)
        except Exception:
            # Committed and numbered: whoever misses it finds the gap and asks for it.
            log.warning("event_not_sent", room=row["room"], seq=row["seq"], exc_info=True)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, previous_transaction: object) -> None:
    if not session.in_transaction():
        session.info.pop(_PENDING, None)
        session.info.pop(_READY, None)


def _envelope(room: str, seq: int, name: str, data: Any, at: str) -> dict[str, Any]:
    return {"room": room, "seq": seq, "name": name, "data": data, "at": at}
