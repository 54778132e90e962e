"""A Redis and a PostgreSQL of a test's own, that it may kill and start again at the same address."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import redis

from tests.services import commands, ports, postgres, redis_server
from tests.services.secrets_file import Secrets

DATABASE = "voki"


@dataclass
class KillableRedis:
    """Keeps nothing on disk: killing it is emptying it."""

    home: Path
    port: int = field(default_factory=ports.free)
    _running: ExitStack = field(default_factory=ExitStack)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        server = redis_server.server(self.home, durable=False, port=self.port)
        assert self._running.enter_context(server) == self.url

    def kill(self) -> None:
        with redis.Redis.from_url(self.url) as client:
            process = psutil.Process(client.info("server")["process_id"])
        end(process, signal.SIGKILL)

    def close(self) -> None:
        self._running.close()


@dataclass
class KillablePostgres:
    """Writes through to the disk, as in production: what it has acknowledged is there."""

    home: Path
    port: int = field(default_factory=ports.free)
    secrets: Secrets = field(default_factory=Secrets)
    _running: ExitStack = field(default_factory=ExitStack)

    def start(self) -> postgres.Cluster:
        return self._running.enter_context(
            postgres.cluster(
                self.home,
                owner_password=self.secrets.owner_password,
                app_password=self.secrets.app_password,
                durable=True,
                port=self.port,
            )
        )

    def stop_at_once(self) -> None:
        """`pg_ctl stop -m immediate`: no checkpoint, no farewell."""
        data = postgres.data_folder(self.home, postgres.unprivileged_user())
        pid = int((data / "postmaster.pid").read_text().split()[0])
        end(psutil.Process(pid), signal.SIGQUIT)

    def close(self) -> None:
        self._running.close()
        postgres.forget(self.home)


@contextmanager
def killable_redis(home: Path) -> Iterator[KillableRedis]:
    server = KillableRedis(home)
    try:
        server.start()
        yield server
    finally:
        server.close()


@contextmanager
def killable_postgres(
    home: Path, env: dict[str, str]
) -> Iterator[tuple[KillablePostgres, dict[str, str]]]:
    """The server, and the addresses of a database in it that has the platform's schema."""
    server = KillablePostgres(home)
    try:
        cluster = server.start()
        cluster.make(DATABASE)
        urls = {"DATABASE_URL": cluster.url(DATABASE), "DATABASE_APP_URL": cluster.app(DATABASE)}
        commands.flask(env | urls, "bootstrap")
        assert urlsplit(urls["DATABASE_URL"]).port == server.port
        yield server, urls
    finally:
        server.close()


def end(process: psutil.Process, how: signal.Signals) -> None:
    os.kill(process.pid, how)
    process.wait(30)
