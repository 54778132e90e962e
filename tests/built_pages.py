"""Pages that count as built: what the server renders needs the names of built files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.web import manifest

ENTRIES = ("src/client/join.ts", "src/people.tsx", "src/signup.tsx")


@pytest.fixture(autouse=True)
def pages_as_if_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For every test of the folder whose conftest imports it."""
    entries = {name: {"file": "built.js", "css": ["built.css"]} for name in ENTRIES}
    (tmp_path / manifest.MANIFEST).write_text(json.dumps(entries))
    (tmp_path / "built.js").write_text("console.log('built');")
    monkeypatch.setattr(manifest, "DIST", tmp_path)
