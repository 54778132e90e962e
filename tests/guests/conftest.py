from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from app.web import manifest
from tenants.context import CompanyRef
from tests.floor import Floor
from tests.guests.hall import Hall
from tests.services.media_server import MediaServer


@pytest.fixture(autouse=True)
def with_media_server(on_media_server: MediaServer) -> MediaServer:
    """A third person needs it."""
    return on_media_server


@pytest.fixture(autouse=True)
def pages_as_if_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server renders needs the names of built files, not the files."""
    entry = {"src/client/join.ts": {"file": "join.js", "css": ["join.css"]}}
    (tmp_path / manifest.MANIFEST).write_text(json.dumps(entry))
    monkeypatch.setattr(manifest, "DIST", tmp_path)


@pytest.fixture
def hall(app: Flask, company: CompanyRef, floor: Floor) -> Hall:
    ana, zoe = floor.desk("Ana"), floor.waiting("Zoe")
    return Hall(app, floor, ana, zoe, ana.accept()["id"])
