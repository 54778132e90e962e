"""One order of locks for everything that changes who is free and who waits.

First the company's floor, then a call's row. Without the first, ending a call (call, then queue)
and answering one (queue, then call) would wait for each other.
"""

from __future__ import annotations

from sqlalchemy import func, select

from app.calls.models import Call
from app.core.db import db
from app.core.errors import NotFound
from tenants.context import current_company


def lock_floor() -> None:
    """Until the transaction ends, nobody else in this company joins, answers, ends or changes presence."""
    key = f"{current_company().id}:floor"
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def locked_call(call_id: int) -> Call:
    """The call, re-read under its row's lock; raises NotFound. Take the floor first."""
    call = db.session.scalar(
        select(Call)
        .where(Call.id == call_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if call is None:
        raise NotFound()
    return call
