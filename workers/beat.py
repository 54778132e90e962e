"""The scheduler's sign of life, for whoever looks whether the clock still runs."""

from __future__ import annotations

from datetime import datetime

from app.core.clock import utcnow
from app.core.redis import redis_client

BEAT_KEY = "workers:beat"


def beat() -> None:
    redis_client().set(BEAT_KEY, utcnow().isoformat())


def last_beat() -> datetime | None:
    """None where no scheduler has run since Redis was emptied."""
    said = redis_client().get(BEAT_KEY)
    return datetime.fromisoformat(said.decode()) if isinstance(said, bytes) else None
