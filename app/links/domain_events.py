"""What other slices can react to."""

from __future__ import annotations

from dataclasses import dataclass

from app.links.models import Visit


@dataclass(frozen=True)
class VisitReleased:
    """The visit ended without an answer; its link, if single-use, is free again."""

    visit: Visit
