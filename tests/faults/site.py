"""The whole product as processes of its own, and a test's way into it.

`site.app` reads and writes the database itself; its requests go over the wire to the web processes,
so that `tests.floor` works here as it does in one process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import redis
from flask import Flask
from werkzeug.middleware.http_proxy import ProxyMiddleware

from app.core import db as core_db
from app.core.db import db
from tenants.context import CompanyRef
from tests import companies
from tests.companies import acting
from tests.conftest import environment
from tests.floor import Floor
from tests.live import ROOT, LiveServer, live_server
from tests.services.processes import running
from workers.schedule import LOCK_KEY

# The proxy's word for: nobody answered.
NO_ANSWER = 502
PROCESS_SECONDS = 90


@dataclass
class Site:
    env: dict[str, str]
    log: Path
    app: Flask
    server: LiveServer
    company: CompanyRef
    # What a test starts in the place of what it has killed.
    later: ExitStack = field(default_factory=ExitStack)

    def scope(self) -> AbstractContextManager[None]:
        """What the test reads and writes itself."""
        return acting(self.app, self.company)

    def floor(self, **department: Any) -> Floor:
        return Floor(self.app, self.company, **department)

    def redis(self) -> redis.Redis:
        return redis.Redis.from_url(self.env["REDIS_URL"], socket_timeout=3)


@contextmanager
def running_site(env: dict[str, str], log: Path, *, processes: int = 2) -> Iterator[Site]:
    """One company on web processes that share a port. `env` names a database with the platform's
    schema in it.
    """
    own = env | {"TRUSTED_PROXIES": "1", "WEB_SHARE_PORT": "1"}
    with environment(own), live_server(own, log, processes=processes) as server:
        app = remote_app(server)
        with app.app_context():
            company = companies.made("acme", "Acme Care")
        try:
            site = Site(own, log, app, server, company)
            with site.later:
                yield site
        finally:
            with app.app_context():
                db.engine.dispose()


def remote_app(server: LiveServer) -> Flask:
    """Has the database, and answers the API's addresses with what the web processes answer."""
    app = Flask("site")
    core_db.init_app(app)
    target = {"target": server.url, "host": None}
    proxy = ProxyMiddleware(app.wsgi_app, {"/api/": target}, timeout=30)
    app.wsgi_app = forwarding(proxy)  # type: ignore[method-assign]
    return app


def forwarding(proxy: Callable[..., Any]) -> Callable[..., Any]:
    """Hands the address of the test's browser on, as a load balancer does."""

    def forward(environ: dict[str, Any], start_response: Any) -> Any:
        return proxy(environ | {"HTTP_X_FORWARDED_FOR": environ["REMOTE_ADDR"]}, start_response)

    return forward


@contextmanager
def worker(site: Site) -> Iterator[None]:
    """A worker process for every queue."""
    with _process(site, "workers.run", lambda: site.redis().scard("rq:workers")):
        yield


@contextmanager
def scheduler(site: Site) -> Iterator[None]:
    """The scheduler process, once it holds its lock."""
    with _process(site, "workers.schedule", lambda: site.redis().exists(LOCK_KEY)):
        yield


@contextmanager
def _process(site: Site, module: str, is_ready: Callable[[], Any]) -> Iterator[None]:
    with running(
        [sys.executable, "-m", module],
        name=module,
        log=site.log,
        env=site.env | {"LOG_LEVEL": "WARNING"},
        cwd=ROOT,
        is_ready=lambda: bool(is_ready()),
        seconds=PROCESS_SECONDS,
    ):
        yield
