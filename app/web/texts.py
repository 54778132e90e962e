"""What the server itself says on a page; everything else is in the front end's own files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from app.access.schemas import LANGUAGES

_FILES = Path(__file__).parent / "locales"

TEXTS: Mapping[str, Mapping[str, str]] = {
    language: json.loads((_FILES / f"{language}.json").read_text()) for language in LANGUAGES
}
