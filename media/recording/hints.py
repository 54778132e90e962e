"""Which companies have a recording that waits: a hint, behind which every recorder's own sweep stands."""

from __future__ import annotations

from redis.exceptions import RedisError

from app.core.logging import get_logger
from app.core.redis import redis_client

log = get_logger(__name__)
KEY = "recordings:waiting"


def tell(company_id: int) -> None:
    """Without Redis the sweep finds it a few seconds later."""
    try:
        redis_client().sadd(KEY, company_id)
    except RedisError:
        log.warning("recorders_not_told", company_id=company_id)


def take() -> int | None:
    """One company that has something to record, or did a moment ago."""
    try:
        found = redis_client().spop(KEY)
    except RedisError:
        return None
    return int(found) if isinstance(found, bytes | str) else None
