"""The join script as it is built: it must not keep anybody on a slow phone waiting."""

from __future__ import annotations

import gzip

from app.links.pages import ENTRY
from app.web import manifest
from tests.services.front_end import build_if_changed

DIST = manifest.DIST
MOST_BYTES = 6 * 1024


def test_the_first_page_loads_at_most_6_kb_of_script(monkeypatch) -> None:
    """Everything else is fetched from the first key press on."""
    build_if_changed()
    monkeypatch.setattr(manifest, "DIST", DIST)
    assets = manifest.page_assets(ENTRY, "inter")
    files = [DIST / address.rpartition("/")[2] for address in (assets.script, *assets.modules)]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= MOST_BYTES
