"""What the client's server-rendered pages say, in both languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.web.language import LANGUAGES

_FILES = Path(__file__).parent / "locales"

TEXTS: Mapping[str, Mapping[str, str]] = {
    language: json.loads((_FILES / f"{language}.json").read_text()) for language in LANGUAGES
}


def written_date(at: datetime, time_zone: str, language: str) -> str:
    """A moment as people of a zone write it."""
    local = at.astimezone(ZoneInfo(time_zone))
    texts = TEXTS[language]
    return texts["date"].format(
        day=local.day,
        month=texts["months"].split()[local.month - 1],
        year=local.year,
        time=f"{local:%H:%M}",
    )


def written_zone(at: datetime, time_zone: str) -> str:
    """`Sao Paulo (UTC-03:00)`: the zone's city, and its distance from UTC at that moment."""
    offset = at.astimezone(ZoneInfo(time_zone)).strftime("%z")
    city = time_zone.rpartition("/")[2].replace("_", " ")
    return f"{city} (UTC{offset[:3]}:{offset[3:]})" if city != "UTC" else city
