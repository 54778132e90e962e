"""Changes of a company's row: every process forgets what it knew, and whoever listens hears of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.core.after_commit import after_commit
from tenants.resolve import forget_resolved

Listener = Callable[[int], None]
_listeners: list[Listener] = []


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
