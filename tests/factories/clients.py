"""Client records."""

from __future__ import annotations

from typing import Any

import factory

from app.clients.models import Client
from tests.factories.base import Factory


class ClientFactory(Factory):
    class Meta:
        model = Client

    name: Any = factory.Sequence(lambda number: f"Client {number}")
    email: Any = factory.Sequence(lambda number: f"client{number}@example.net")
    phone = "+5511999990000"
