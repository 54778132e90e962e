"""What the platform's own pages say to strangers, in both languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.web.language import LANGUAGES

_FILES = Path(__file__).parent / "locales"

TEXTS: Mapping[str, Mapping[str, Any]] = {
    language: json.loads((_FILES / f"{language}.json").read_text()) for language in LANGUAGES
}
