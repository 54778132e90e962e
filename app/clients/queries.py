"""Reads of client records. They belong to the whole company, not to a department."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, false, func, or_, select

from app.access.actor import PersonActor
from app.access.permissions import Permission
from app.api.paging import Page, paginate
from app.clients.models import Client
from app.core.db import db
from app.core.errors import NotFound

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
SORTABLE = {
    "name": func.lower(Client.name),
    "created_at": Client.created_at,
    "total_calls": Client.total_calls,
    "last_call_at": func.coalesce(Client.last_call_at, _NEVER),
}


def visible_to(actor: PersonActor) -> Select[Client]:
    """Attendants meet a client in their calls only."""
    query = select(Client)
    return query if actor.can(Permission.CLIENTS_VIEW) else query.where(false())


def list_page(actor: PersonActor, params: dict[str, Any]) -> Page:
    query = visible_to(actor)
    if params["q"]:
        columns = (Client.name, Client.email, Client.phone)
        query = query.where(or_(*(c.icontains(params["q"], autoescape=True) for c in columns)))
    return paginate(query, params, sortable=SORTABLE, key=Client.id, default_sort="name")


def find_client(actor: PersonActor, client_id: int) -> Client:
    """Raises NotFound."""
    client = db.session.scalar(visible_to(actor).where(Client.id == client_id))
    if client is None:
        raise NotFound()
    return client


def client_card(client: Client) -> dict[str, Any]:
    """What an attendant is told about whoever calls; the present queue entry is already counted."""
    return {
        "id": client.id,
        "name": client.name,
        "email": client.email,
        "phone": client.phone,
        "tags": client.tags,
        "returning": client.total_calls > 1,
        "total_calls": client.total_calls,
        "last_call_at": client.last_call_at,
    }
