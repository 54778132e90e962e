"""What the guest's server-rendered page says, in both languages, over the words of the client's page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from app.links.hooks import PAGE_TEXTS

_FILES = Path(__file__).parent / "locales"

TEXTS: Mapping[str, Mapping[str, str]] = {
    language: {**shared, **json.loads((_FILES / f"{language}.json").read_text())}
    for language, shared in PAGE_TEXTS.items()
}
