from __future__ import annotations

import pytest
from flask import Flask

from tenants.context import CompanyRef
from tests.built_pages import pages_as_if_built
from tests.floor import Floor
from tests.guests.hall import Hall
from tests.services.media_server import MediaServer

__all__ = ["pages_as_if_built"]


@pytest.fixture(autouse=True)
def with_media_server(on_media_server: MediaServer) -> MediaServer:
    """A third person needs it."""
    return on_media_server


@pytest.fixture
def hall(app: Flask, company: CompanyRef, floor: Floor) -> Hall:
    ana, zoe = floor.desk("Ana"), floor.waiting("Zoe")
    return Hall(app, floor, ana, zoe, ana.accept()["id"])
