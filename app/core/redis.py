"""The process's Redis connection."""

from __future__ import annotations

from functools import cache
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.core.config import settings

TIMEOUT_SECONDS = 3


def impatient() -> dict[str, Any]:
    """Options of every client that a request uses: fails within seconds while Redis is away.

    The library's own default tries again for long enough to hold up everybody.
    """
    return {
        "socket_timeout": TIMEOUT_SECONDS,
        "socket_connect_timeout": TIMEOUT_SECONDS,
        "retry": Retry(NoBackoff(), 1),
    }


@cache
def redis_client() -> Redis:
    return Redis.from_url(settings().redis_url, **impatient())
