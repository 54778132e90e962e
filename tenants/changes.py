"""Changes of a company's row: every process forgets what it knew, and whoever listens hears of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.core.after_commit import after_commit
from app.core.db import db
from tenants.models import Company
from tenants.resolve import forget_resolved

Listener = Callable[[int], None]
_listeners: list[Listener] = []


def locked_company(company_id: int) -> Company:
    """The company's row, under its lock until the transaction ends, as it is now."""
    return db.session.get_one(Company, company_id, with_for_update=True, populate_existing=True)


def on_company_change(listener: Listener) -> None:
    """`listener` is called with the company's id, outside of any scope, once the change holds."""
    if listener not in _listeners:
        _listeners.append(listener)


def note_company_change(company_id: int) -> None:
    """Call in the transaction that changes the company's row."""
    after_commit(partial(tell_company_change, company_id))


def tell_company_change(company_id: int) -> None:
    """For a change that is committed already."""
    forget_resolved()
    for listener in _listeners:
        listener(company_id)
