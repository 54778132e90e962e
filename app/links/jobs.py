"""Claims that nobody comes back for."""

from __future__ import annotations

from datetime import timedelta

from app.core.clock import utcnow
from app.core.db import db
from app.links.models import Visit
from app.links.queries import silent_visit_ids
from app.links.visits import do_release
from workers.job import in_every_company, job
from workers.queues import QueueName

# Long enough to look for a headset or allow a camera in the system's settings.
SILENCE = timedelta(minutes=15)


@job(QueueName.BULK)
def release_silent_visits() -> None:
    """Frees the links of browsers that posted the form and never queued."""
    for visit_id in silent_visit_ids(utcnow() - SILENCE):
        visit = db.session.get(Visit, visit_id, with_for_update=True, populate_existing=True)
        if visit is not None and visit.queued_at is None:
            do_release(visit)


@job(QueueName.BULK, platform=True)
def sweep_visits() -> None:
    """Asks every company for its own sweep."""
    in_every_company(release_silent_visits)
