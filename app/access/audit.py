"""The audit log: facts that cannot be changed or taken out without its chain of hashes breaking.

    record("person.deactivated", "person", person.id, name=person.name)

A fact is noted during the transaction and written as the last thing before its commit, under a
lock of the company's log, so that the chain has one order and nobody waits for the lock in vain.
Facts of a company's scope are in its own log, all others in that of the platform.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import g, has_app_context, has_request_context, request
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.access.audience import scope_name
from app.access.columns import IsAuditEntry
from app.access.models import AuditEntry
from app.access.staff_models import StaffAuditEntry
from app.core.clock import utcnow
from app.core.db import db
from tenants.context import current_company_or_none

Entry = IsAuditEntry
GENESIS = bytes(32)
_PENDING = "audit.pending"
_BATCH = 1000
_COVERED = (
    "actor_kind",
    "actor_id",
    "actor_name",
    "action",
    "subject_kind",
    "subject_id",
    "details",
    "ip_address",
)


@dataclass(frozen=True)
class Verdict:
    """`broken_at` is the id of the first entry that does not follow from the one before it.

    `head` is the last hash: kept elsewhere, it also proves that no entry was cut off at the end.
    """

    entries: int
    head: str
    broken_at: int | None = None


def record(action: str, subject_kind: str, subject_id: object, **details: Any) -> None:
    """Notes a fact in the name of whoever acts; it is written with the current transaction."""
    actor = g.get("actor") if has_app_context() else None
    fact = {
        "at": utcnow(),
        "actor_kind": actor.kind if actor else _nobody(),
        "actor_id": actor.logged_id if actor else None,
        "actor_name": actor.name if actor else "",
        "action": action,
        "subject_kind": subject_kind,
        "subject_id": str(subject_id),
        "details": json.loads(json.dumps(details, default=_plain)),
        "ip_address": request.remote_addr if has_request_context() else None,
    }
    session = db.session()
    if not session.in_transaction():
        # Else a rollback would not be noticed.
        session.begin()
    session.info.setdefault(_PENDING, []).append(fact)


def verify_chain() -> Verdict:
    """Recomputes the log of the open scope from its beginning."""
    previous, count = GENESIS, 0
    for entry in _entries():
        if entry.previous_hash != previous or entry.hash != chain_hash(previous, _facts(entry)):
            return Verdict(count, previous.hex(), entry.id)
        previous, count = entry.hash, count + 1
    return Verdict(count, previous.hex())


def chain_hash(previous: bytes, fact: Mapping[str, Any]) -> bytes:
    """SHA-256 of the hash before and the fact as canonical JSON."""
    covered = {name: fact[name] for name in _COVERED} | {"at": _moment(fact["at"])}
    canonical = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + canonical.encode()).digest()


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, Set) else str(value)


def _nobody() -> str:
    return "anonymous" if has_request_context() else "system"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def log_table() -> type[Entry]:
    """Of the open scope."""
    return AuditEntry if current_company_or_none() else StaffAuditEntry


def _facts(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in (*_COVERED, "at")}


def _entries() -> Iterator[Entry]:
    """In order, a batch at a time; none is kept in the session."""
    table, last = log_table(), 0
    while True:
        query = select(table).where(table.id > last).order_by(table.id).limit(_BATCH)
        batch = db.session.scalars(query).all()
        yield from batch
        if len(batch) < _BATCH:
            return
        last = batch[-1].id
        db.session.expunge_all()


# First of all that happens before a commit: whoever holds the log's lock waits for no one after it
# but for the rooms of events, which every transaction takes in one order.
@event.listens_for(Session, "before_commit", insert=True)
def _write(session: Session) -> None:
    if session.in_nested_transaction():
        return
    pending = session.info.pop(_PENDING, None)
    if not pending:
        return
    session.flush()
    key = f"{scope_name()}:audit"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    table: Any = log_table()
    last = select(table.hash).order_by(table.id.desc()).limit(1)
    previous = session.scalar(last) or GENESIS
    for fact in pending:
        entry = table(**fact, previous_hash=previous, hash=chain_hash(previous, fact))
        session.add(entry)
        session.flush()
        previous = entry.hash


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, previous_transaction: object) -> None:
    if not session.in_transaction():
        session.info.pop(_PENDING, None)
