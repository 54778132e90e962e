"""Work that leaves the process only once its transaction is safe on disk."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.db import db
from app.core.logging import get_logger

log = get_logger(__name__)
_KEY = "after_commit"


def after_commit(action: Callable[[], None]) -> None:
    """Runs `action` after the current transaction commits; a rollback forgets it.

    The write stands already, so an error is logged and never reaches the caller: what must not
    get lost belongs in the outbox.
    """
    db.session().info.setdefault(_KEY, []).append(action)


@event.listens_for(Session, "after_commit")
def _run(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for action in session.info.pop(_KEY, []):
        try:
            action()
        except Exception:
            log.exception(
                "after_commit_failed", action=getattr(action, "__qualname__", repr(action))
            )


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, previous_transaction: object) -> None:
    if not session.in_transaction():
        session.info.pop(_KEY, None)
