"""What slices above this one need to serve the visit's page: its policy, its state, its answer."""

from __future__ import annotations

from typing import Any

from app.links.claims import VisitPolicy, current_link, current_visit
from app.links.models import Visit
from app.links.page_texts import TEXTS as PAGE_TEXTS
from app.links.situation import Situation, situation_of
from app.links.stages import CALLBACK_OFFERED, Stage
from app.links.visit_api import present_view
from app.links.visit_schemas import VisitSchema
from app.links.visits import do_note_callback

__all__ = [
    "CALLBACK_OFFERED",
    "PAGE_TEXTS",
    "Stage",
    "Visit",
    "VisitPolicy",
    "VisitSchema",
    "current_situation",
    "current_visit",
    "do_note_callback",
    "visit_answer",
]


def current_situation() -> Situation:
    """Where the visit of this request stands now; behind VisitPolicy only."""
    return situation_of(current_link(), current_visit())


def visit_answer() -> dict[str, Any]:
    """The visit view after what this request did, as every route of a visit answers."""
    return present_view()
