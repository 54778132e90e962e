"""A private Redis on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.services import ports
from tests.services.processes import running


@contextmanager
def server(home: Path, *, durable: bool, port: int | None = None) -> Iterator[str]:
    """Run Redis with its files in `home` and yield its URL. Not durable: memory only."""
    home.mkdir(parents=True, exist_ok=True)
    chosen = ports.free(port)
    url = f"redis://127.0.0.1:{chosen}/0"
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(chosen), "--dir", str(home)]
    command += ["--save", "", "--appendonly", "yes" if durable else "no"]
    with running(
        command, name="Redis", log=home / "redis.log", is_ready=lambda: answers(url), cwd=home
    ):
        yield url


def answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
