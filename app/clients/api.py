"""The client records' HTTP API."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.permissions import Permission
from app.access.support import SEES
from app.api.paging import ListQuery, Page
from app.api.routes import get, routes
from app.clients import queries, schemas
from app.clients.models import Client


def list_clients(query: dict[str, Any]) -> Page:
    return queries.list_page(current_person(), query)


def show_client(client_id: int) -> Client:
    return queries.find_client(current_person(), client_id)


VIEW = {"can": Permission.CLIENTS_VIEW}

blueprint = routes(
    "clients",
    "Clients: the people who call",
    [
        get(
            "/clients",
            list_clients,
            support=SEES,
            query=ListQuery,
            returns=schemas.ClientPage,
            **VIEW,
        ),
        get(
            "/clients/<int:client_id>",
            show_client,
            support=SEES,
            returns=schemas.ClientSchema,
            **VIEW,
        ),
    ],
)
