"""The process's Redis connection."""

from __future__ import annotations

from functools import cache

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.core.config import settings

TIMEOUT_SECONDS = 3


@cache
def redis_client() -> Redis:
    """Fails within seconds rather than holding a request while Redis is away."""
    return Redis.from_url(
        settings().redis_url,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 1),
    )
