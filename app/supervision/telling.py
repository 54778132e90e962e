"""What is told of a supervision whenever it changes."""

from __future__ import annotations

from app.core.db import db
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit
from app.supervision.events import SUPERVISION_CHANGED
from app.supervision.models import Supervision
from app.supervision.views import supervision_view


def tell(supervision: Supervision) -> None:
    """Raises its version and tells its supervisor."""
    supervision.touch()
    db.session.flush()
    data = {"supervision": supervision_view(supervision)}
    emit_on_commit(SUPERVISION_CHANGED, room("supervision", supervision.id), data)
