"""The only writer of client records."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from app.clients.models import Client
from app.core.clock import utcnow
from app.core.db import db


def do_find_or_create(name: str, email: str, phone: str) -> Client:
    """The client with this email, or a new one.

    The email is not verified, so what a form says never changes a record that is there. Of two
    forms at once the second finds the client of the first.
    """
    folded = email.strip().lower()
    db.session.execute(
        insert(Client)
        .values(name=name, email=folded, phone=phone)
        .on_conflict_do_nothing(index_elements=[Client.email])
    )
    return db.session.scalars(select(Client).where(Client.email == folded)).one()


def do_count_entry(client: Client) -> None:
    """One more time in a queue, whatever comes of it."""
    _count(client, total_calls=Client.total_calls + 1)


def do_count_completed(client: Client) -> None:
    """One more call that an attendant answered and that came to its end."""
    _count(client, completed_calls=Client.completed_calls + 1, last_call_at=utcnow())


def _count(client: Client, **values: Any) -> None:
    """Adds in the database: two calls of one client may end at once."""
    db.session.execute(
        update(Client)
        .where(Client.id == client.id)
        .values(version=Client.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(client)
