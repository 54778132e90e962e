"""The texts that people agree to, by version. A version that was once shown is never changed.

The front end is built with the same file.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("consent_texts.json")


@cache
def catalogue() -> dict[str, dict[str, dict[str, str]]]:
    """Texts by version, language and part, oldest version first."""
    texts: dict[str, dict[str, dict[str, str]]] = json.loads(_FILE.read_text("utf-8"))
    return texts


def current_version() -> str:
    """The version that is shown to whoever is asked now."""
    return list(catalogue())[-1]
