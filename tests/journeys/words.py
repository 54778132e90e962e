"""What the screens say, in the reader's language: journeys are written with the English names."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

APP = Path(__file__).parents[2] / "app"
SCREENS = APP / "web" / "src" / "shared" / "i18n"
# What the server writes itself.
JOIN_PAGE = APP / "links" / "locales"
GUEST_PAGE = APP / "guests" / "locales"


@cache
def texts(folder: Path, language: str, area: str = "") -> dict[str, str]:
    """Key -> text of one file, keys of nested objects joined by dots."""
    path = folder / language / f"{area}.json" if area else folder / f"{language}.json"
    return dict(_flat(json.loads(path.read_text()), ""))


def _flat(values: dict[str, Any], above: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in values.items():
        name = f"{above}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found


@dataclass(frozen=True)
class Words:
    """`say("Mute")`; the first of `areas` that has the English text decides."""

    language: str
    areas: tuple[str, ...]
    known: dict[str, str] = field(default_factory=dict, compare=False)

    def __call__(self, english: str, **values: object) -> str:
        """The text in this language. Raises KeyError when no screen says so in English."""
        if not self.known:
            self.known.update(self._pairs())
        text = self.known[english]
        for name, value in values.items():
            text = text.replace(f"{{{{{name}}}}}", str(value)).replace(f"{{{name}}}", str(value))
        return text

    def _pairs(self) -> dict[str, str]:
        pairs: dict[str, str] = {}
        places = [(SCREENS, area) for area in self.areas]
        for folder, area in [*places, (JOIN_PAGE, ""), (GUEST_PAGE, "")]:
            theirs = texts(folder, self.language, area)
            for key, english in texts(folder, "en", area).items():
                pairs.setdefault(english, theirs[key])
        return pairs


def client_words(language: str) -> Words:
    return Words(language, ("recording", "client", "call", "shared", "guests"))


def people_words(language: str) -> Words:
    return Words(
        language,
        (
            "workstation",
            "call",
            "access",
            "manager",
            "billing",
            "superadmin",
            "companies",
            "health",
            "announcements",
            "shared",
            "guests",
            "recording",
            "quality",
            "domains",
            "server",
            "support",
            "staff",
            "audit",
            "supervision",
        ),
    )


def staff_words(language: str) -> Words:
    return Words(
        language,
        (
            "companies",
            "superadmin",
            "support",
            "staff",
            "audit",
            "health",
            "announcements",
            "access",
            "signup",
            "billing",
            "server",
            "shared",
            # What they see inside of a company.
            "manager",
        ),
    )
