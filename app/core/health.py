"""Whether the process lives, and whether what it needs answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from flask import Flask
from sqlalchemy import select

from app.core.config import settings
from app.core.db import db
from app.core.logging import get_logger
from app.core.redis import redis_client

log = get_logger(__name__)
PROBE_SECONDS = 2


@dataclass(frozen=True)
class Dependency:
    """`check` raises when the service does not answer; without a needed one nothing is served."""

    name: str
    needed: bool
    check: Callable[[], object]

    def report(self) -> dict[str, Any]:
        try:
            self.check()
        except Exception as error:  # whatever it is, the service is not usable now
            log.warning("dependency_down", dependency=self.name, error=repr(error))
            return {"state": "down", "needed": self.needed}
        return {"state": "up", "needed": self.needed}


def check_database() -> None:
    with db.engine.connect() as connection:
        connection.execute(select(1))


def check_redis() -> None:
    redis_client().ping()


def check_storage() -> None:
    # Any answer will do: what is asked is whether the store can be reached.
    answer = requests.head(settings().s3_endpoint_url, timeout=PROBE_SECONDS, allow_redirects=False)
    if answer.status_code >= 500:
        raise RuntimeError(f"The storage answers {answer.status_code}.")


def _check_media_server() -> None:
    answer = requests.get(settings().livekit_api_url, timeout=PROBE_SECONDS, allow_redirects=False)
    if answer.status_code >= 500:
        raise RuntimeError(f"The media server answers {answer.status_code}.")


# Without the storage calls go on and only files wait; without the media server calls of two go on. Neither
# takes a process out of service.
DEPENDENCIES = (
    Dependency("database", True, check_database),
    Dependency("redis", True, check_redis),
    Dependency("storage", False, check_storage),
)
MEDIA_SERVER = Dependency("media_server", False, _check_media_server)


def register_health(app: Flask) -> None:
    """Served on every host: whoever balances the load knows the process by its address only."""
    app.add_url_rule("/livez", "livez", lambda: {"status": "ok"})
    app.add_url_rule("/readyz", "readyz", _ready)


def _dependencies() -> tuple[Dependency, ...]:
    """An installation may have no media server."""
    return (*DEPENDENCIES, MEDIA_SERVER) if settings().livekit_url else DEPENDENCIES


def _ready() -> tuple[dict[str, Any], int]:
    reports = {dependency.name: dependency.report() for dependency in _dependencies()}
    ready = all(report["state"] == "up" for report in reports.values() if report["needed"])
    body = {"status": "ready" if ready else "unavailable", "dependencies": reports}
    return body, 200 if ready else 503
