"""Durable side effects: written with the facts that cause them, delivered at least once after.

A slice adds an entry in its transaction; the queue is told after the commit; a sweeper finds what
the queue forgot. A topic's handler runs outside its entry's transaction and must be idempotent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import utcnow
from app.core.db import HasId, TenantModel, db

MAX_ATTEMPTS = 12
# Whoever fails so often is in trouble; before that it may have been bad luck.
TROUBLED_ATTEMPTS = 3
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=1)
# A worker that died in the middle of a delivery gives its entry back after this.
LEASE = timedelta(minutes=2)

Deliver = Callable[[dict[str, Any]], None]
_topics: dict[str, Deliver] = {}


class OutboxEntry(HasId, TenantModel):
    """`done_at` or `failed_at` ends it; until then it is due at `next_attempt_at`."""

    __tablename__ = "outbox_entries"
    __table_args__ = (
        Index(
            "ix_outbox_entries_due",
            "next_attempt_at",
            postgresql_where=text("done_at is null and failed_at is null"),
        ),
    )

    topic: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    next_attempt_at: Mapped[datetime] = mapped_column(server_default=func.now())
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    last_error: Mapped[str | None]
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]


def define_topic(topic: str, deliver: Deliver) -> None:
    _topics[topic] = deliver


def add_entry(topic: str, payload: dict[str, Any]) -> OutboxEntry:
    """Notes a side effect in the current transaction."""
    if topic not in _topics:
        raise ValueError(f"Nobody delivers the topic {topic}.")
    entry = OutboxEntry(topic=topic, payload=payload)
    db.session.add(entry)
    db.session.flush()
    return entry


def due_entry_ids(limit: int = 100) -> list[int]:
    due = select(OutboxEntry.id).where(_due()).order_by(OutboxEntry.id).limit(limit)
    return list(db.session.scalars(due))


@dataclass(frozen=True)
class OutboxBacklog:
    """What the company's outbox holds that has not arrived; `troubled` of it failed several times."""

    undelivered: int = 0
    oldest_at: datetime | None = None
    troubled: int = 0
    given_up: int = 0


def outbox_backlog() -> OutboxBacklog:
    waiting = OutboxEntry.failed_at.is_(None)
    troubled = waiting & (OutboxEntry.attempts >= TROUBLED_ATTEMPTS)
    row = db.session.execute(
        select(
            func.count().filter(waiting),
            func.min(OutboxEntry.created_at).filter(waiting),
            func.count().filter(troubled),
            func.count().filter(~waiting),
        ).where(OutboxEntry.done_at.is_(None))
    ).one()
    return OutboxBacklog(*row)


def deliver_entry(entry_id: int) -> bool:
    """Leases the entry, delivers it outside a transaction, and notes the result; commits itself.

    Returns whether it was delivered now. Another worker's lease, or an ended entry, is left alone.
    """
    entry = _lease(entry_id)
    if entry is None:
        return False
    topic, payload = entry.topic, dict(entry.payload)
    db.session.commit()
    error = _attempt(topic, payload)
    _note(entry_id, error)
    db.session.commit()
    return error is None


def _lease(entry_id: int) -> OutboxEntry | None:
    entry = db.session.scalar(
        select(OutboxEntry)
        .where(OutboxEntry.id == entry_id, _due())
        .with_for_update(skip_locked=True)
    )
    if entry is not None:
        entry.attempts += 1
        entry.next_attempt_at = utcnow() + LEASE
    return entry


def _attempt(topic: str, payload: dict[str, Any]) -> str | None:
    try:
        _topics[topic](payload)
    except Exception as error:  # any failure is a reason to try again later
        return f"{type(error).__name__}: {error}"[:500]
    return None


def _note(entry_id: int, error: str | None) -> None:
    entry = db.session.get_one(OutboxEntry, entry_id)
    entry.last_error = error
    if error is None:
        entry.done_at = utcnow()
    elif entry.attempts >= MAX_ATTEMPTS:
        entry.failed_at = utcnow()
    else:
        entry.next_attempt_at = utcnow() + min(
            FIRST_DELAY * 2 ** (entry.attempts - 1), LONGEST_DELAY
        )


def _due() -> Any:
    return (
        OutboxEntry.done_at.is_(None)
        & OutboxEntry.failed_at.is_(None)
        & (OutboxEntry.next_attempt_at <= func.now())
    )
