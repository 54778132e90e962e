"""The product as it runs: web processes, a worker and the scheduler, at an address for browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from flask import Flask
from rq import Worker

from app import create_app
from app.core.db import db
from app.core.redis import redis_client
from billing.catalogue import sync_catalogue
from tenants.context import CompanyRef
from tenants.provision import provision_company
from tenants.resolve import find_company_by_slug
from tests.conftest import environment
from tests.live import LiveServer, live_server, web_process
from tests.services import ports, product, stripe_account
from tests.services.outside_world import OutsideWorld
from tests.services.processes import running
from workers.queues import rq_redis
from workers.schedule import LOCK_KEY

Env = dict[str, str]
# A busy machine takes its time to load the product.
START_SECONDS = 120


@dataclass
class Site:
    """`app` is the product in the test's own process, for what the test itself writes and reads."""

    env: Env
    log: Path
    app: Flask
    world: OutsideWorld
    server: LiveServer
    companies: dict[str, CompanyRef]
    started: ExitStack = field(default_factory=ExitStack)

    def kill_web_process(self, number: int) -> None:
        """`kill -9`; the others go on."""
        self.server.kill(number)

    def start_web_process(self, number: int) -> None:
        """In place of one that was killed."""
        fresh = web_process(self.env, self.log, self.server.port, self.env["ASYNC_MODE"])
        self.server.processes[number] = self.started.enter_context(fresh)


@contextmanager
def open_site(env: Env, home: Path, world: OutsideWorld) -> Iterator[Site]:
    """Everything but the services runs from here to the end of the block."""
    port = ports.free()
    env = env | {"PLATFORM_HOST": f"localhost:{port}", "PUBLIC_SCHEME": "http"}
    env |= stripe_account.account_env(world.url, f"http://localhost:{port}")
    log = home / "web.log"
    with (
        environment(env | {"ASYNC_MODE": "threading", "LOG_LEVEL": "WARNING"}),
        ExitStack() as started,
    ):
        app = create_app()
        with app.app_context():
            sync_catalogue()
        companies = found_companies(app)
        for name, is_ready in (
            ("worker", partial(_has_workers, 1)),
            ("bulk", partial(_has_workers, 2)),
            ("scheduler", _has_scheduler),
        ):
            started.enter_context(
                running(
                    product.command(name),
                    name=name,
                    log=home / f"{name}.log",
                    env=env,
                    cwd=product.ROOT,
                    is_ready=is_ready,
                    seconds=START_SECONDS,
                )
            )
        server = started.enter_context(live_server(env, log, processes=2, port=port))
        yield Site(env, log, app, world, server, companies, started)
        with app.app_context():
            db.engine.dispose()


def found_companies(app: Flask) -> dict[str, CompanyRef]:
    """Company language -> company."""
    with app.app_context():
        provision_company("harbor", "Harbor Bank", "enterprise", "en", "America/New_York")
        provision_company("casa", "Casa Verde", "enterprise", "pt-BR", "America/Sao_Paulo")
        found = [find_company_by_slug(slug) for slug in ("harbor", "casa")]
    return {company.language: company for company in found if company}


def _has_workers(number: int) -> bool:
    return Worker.count(connection=rq_redis()) >= number


def _has_scheduler() -> bool:
    return bool(redis_client().exists(LOCK_KEY))
