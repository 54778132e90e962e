"""Client records."""

from __future__ import annotations

import factory

from app.clients.models import Client
from tests.factories.base import Factory


class ClientFactory(Factory):
    class Meta:
        model = Client

    name = factory.Sequence(lambda number: f"Client {number}")
    email = factory.Sequence(lambda number: f"client{number}@example.net")
    phone = "+5511999990000"
